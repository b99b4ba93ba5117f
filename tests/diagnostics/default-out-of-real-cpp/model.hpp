#pragma once
#include <tenon/model.hpp>

struct [[tenon::table("users")]] User {
  [[tenon::primary_key]] std::int64_t id{};
  float large = 1e39;
  double larger = 1e400;
  double smaller = 1e-400;
  double fine = 1e300;
  [[tenon::range(0, 1e39)]] float bounded = 0;
  [[tenon::range(1e-300, 1e300)]] double above = 1e301;
};
