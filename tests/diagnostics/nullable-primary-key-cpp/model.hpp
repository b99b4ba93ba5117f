#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <tenon/model.hpp>

struct [[tenon::table("users")]] User {
  [[tenon::primary_key]] std::optional<std::int64_t> id;
};

struct [[tenon::table("pairs"), tenon::primary_key(a, b)]] Pair {
  std::optional<std::int64_t> a;
  std::int64_t b{};
};
