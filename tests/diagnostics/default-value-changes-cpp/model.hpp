#pragma once
#include <tenon/model.hpp>

constexpr int day = 60 * 60 * 24;

struct [[tenon::table("users")]] User {
  [[tenon::primary_key]] std::int64_t id{};
  std::int16_t small = 60 * 60 * 24;
  std::int16_t named = day;
  std::int32_t overflow = 2147483647 + 1;
  std::int32_t shifted = 1 << 40;
  std::int32_t fraction = 7 / 2.0;
  std::int64_t unsigned_large = ~0ULL;
  bool truth = 0.5;
  [[tenon::range(0, 10)]] std::int32_t bounded = 1 << 10;
};
