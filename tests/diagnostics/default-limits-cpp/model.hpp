#pragma once
#include <tenon/model.hpp>

struct [[tenon::table("users")]] User {
  [[tenon::primary_key]] std::int64_t id{};
  std::int16_t small_fits = -32768, small_low = -32769, small_high = 32768;
  std::int32_t fits = 2147483647, low = -2147483649, high = 2147483648;
  std::int64_t large_fits = 9223372036854775807, large_high = 9223372036854775808U;
  [[tenon::precision(5, 2)]] tenon::Decimal scale = "1.234", whole = "1234", fine = "-123.45";
  [[tenon::precision(2, 2)]] tenon::Decimal fraction = "0.12", no_fraction = "10";
  std::string nul = std::string{"a"}, bad = "\xff", zero = "a\0b";
};
