#pragma once
#include <cstdint>
#include <optional>
#include <tenon/model.hpp>

struct [[tenon::table("tags"), tenon::link("posts", PostTg), tenon::link("others", Note),
         tenon::link("notes", Pair, from(note_id)), tenon::link("owners", Pair, to(owner)),
         tenon::link("pairs", Pair, to(owner_id)), tenon::link("ends", Pair, to(tag_id)),
         tenon::link("halves", Half), tenon::link("wrong", Broken),
         tenon::link("twice", Pair, from(tag_id, tag_id)), tenon::link("posts", 5)]]
Tag {
  [[tenon::primary_key]] std::int64_t id{};
};

struct [[tenon::table("notes")]] Note {
  [[tenon::primary_key]] std::int64_t id{};
};

struct [[tenon::table("halves")]] Half {
  [[tenon::primary_key, tenon::references(Tag::id)]] std::int64_t tag_id{};
};

struct [[tenon::table("pairs"), tenon::primary_key(tag_id, note_id)]] Pair {
  [[tenon::references(Tag::id)]] std::int64_t tag_id{};
  [[tenon::references(Note::id)]] std::int64_t note_id{};
  std::int64_t owner_id{};
};

struct [[tenon::table("broken")]] Broken {
  [[tenon::primary_key]] std::int64_t id{};
  [[tenon::references(Tag::id)]] std::int64_t tag_id{};
  [[tenon::references(Nte::id)]] std::int64_t note_id{};
};
