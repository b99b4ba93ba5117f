#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <tenon/model.hpp>

struct [[tenon::table("users")]] User {
  [[tenon::primary_key]] std::int64_t id{};
  [[tenon::length(-1)]] std::string a;
  [[tenon::range(0, 0.5)]] std::int32_t b{};
  [[tenon::range(0, 100000)]] std::int16_t c{};
};
