#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <tenon/model.hpp>

struct [[tenon::table("users")]] User {
  [[tenon::primary_key]] std::int64_t id{};
  [[tenon::precision(0, 0)]] tenon::Decimal a;
  [[tenon::precision(2, 3)]] tenon::Decimal b;
  [[tenon::precision(10000000000, 1)]] tenon::Decimal c;
};
