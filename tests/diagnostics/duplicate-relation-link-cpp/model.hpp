#pragma once
#include <cstdint>
#include <tenon/model.hpp>

struct [[tenon::table("tags"), tenon::link("notes", Pair), tenon::link("id", Pair), tenon::link("pairs", Pair)]] Tag {
  [[tenon::primary_key]] std::int64_t id{};
};

struct [[tenon::table("notes"), tenon::link("tags", Pair), tenon::link("tags", Pair), tenon::link("for", Pair)]] Note {
  [[tenon::primary_key]] std::int64_t id{};
};

struct [[tenon::table("pairs"), tenon::primary_key(tag_id, note_id)]] Pair {
  [[tenon::references(Tag::id, inverse("pairs"))]] std::int64_t tag_id{};
  [[tenon::references(Note::id)]] std::int64_t note_id{};
};
