#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <tenon/model.hpp>

struct [[tenon::table("users")]] User {
  [[tenon::primary_key]] std::int64_t id{};
  [[tenon::primary_key]] std::int64_t other{};
};

struct [[tenon::table("posts"), tenon::primary_key(id, other)]] Post {
  [[tenon::primary_key]] std::int64_t id{};
  std::int64_t other{};
};
