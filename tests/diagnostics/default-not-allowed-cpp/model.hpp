#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <tenon/model.hpp>

struct [[tenon::table("users")]] User {
  [[tenon::primary_key]] std::int64_t id = 1;
  [[tenon::references(User::id)]] std::int64_t other = 1;
  [[tenon::created_at, tenon::default_sql("now()")]] tenon::Timestamp at;
};

struct [[tenon::table("pairs"), tenon::primary_key(a, b)]] Pair {
  std::int64_t a = 1;
  std::int64_t b{};
};
