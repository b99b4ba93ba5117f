#pragma once
#include <cstdint>
#include <optional>
#include <tenon/model.hpp>

struct [[tenon::table("persons"), tenon::link("friends", Friendship)]] Person {
  [[tenon::primary_key]] std::int64_t id{};
};

struct [[tenon::table("friendships"), tenon::primary_key(a_id, b_id)]] Friendship {
  [[tenon::references(Person::id)]] std::int64_t a_id{};
  [[tenon::references(Person::id)]] std::int64_t b_id{};
};
