#pragma once
#include <tenon/model.hpp>

struct [[tenon::table(u"users")]] User {
  [[tenon::primary_key]] std::int64_t id{};
  [[tenon::length(0x1p3)]] std::string a;
  [[tenon::range(+x)]] int b = 0;
  [[tenon::pattern(,)]] std::string c;
  [[tenon::length(1 2)]] std::string d;
  [[tenon::unique "x"]] std::string e;
  [[tenon::range(1, 08)]] int f = 1;
  [[tenon::unknown(-)]] int g = 1;
};
