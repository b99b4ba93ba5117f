#pragma once
#include <tenon/model.hpp>

struct [[tenon::table("users")]] User {
  [[tenon::primary_key]] std::int64_t id{};
  [[tenon::length(10485761)]] std::string a;
  [[tenon::length(1.5)]] std::string b;
  [[tenon::length(0, 10485760)]] std::string fits;
  [[tenon::range(-32769, *)]] std::int16_t c = 0;
  [[tenon::range(-2147483649, 2147483648)]] std::int32_t d = 0;
  [[tenon::range(-9223372036854775809, 9223372036854775808)]] std::int64_t e = 0;
  [[tenon::range(-9223372036854775808, 9223372036854775807)]] std::int64_t all = 0;
  [[tenon::range(-1.5, 1.5)]] tenon::Decimal decimal;
};
