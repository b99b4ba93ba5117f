#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <tenon/model.hpp>

enum class Role { reader, author };

struct [[tenon::table("users")]] User {
  [[tenon::primary_key]] std::int64_t id{};
  [[tenon::range(1, 10)]] std::int32_t a = 0;
  [[tenon::range(1, 10)]] std::int32_t b = 11;
  [[tenon::length(2, 3)]] std::string c = "x";
  [[tenon::length(3)]] std::string d = "word";
  [[tenon::pattern("^[a-z]+$")]] std::string e = "A";
  [[tenon::precision(2, 0)]] tenon::Decimal f = "0100";
  [[tenon::precision(2, 0)]] tenon::Decimal g = "-0099";
  [[tenon::precision(2, 0)]] tenon::Decimal h = "0x10";
};
