#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <tenon/model.hpp>

struct [[tenon::table("users"), tenon::primary_key(frist, second)]] User {
  std::int64_t first{};
  std::int64_t second{};
};
