#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <tenon/model.hpp>

struct [[tenon::table("users")]] User {
  [[tenon::primary_key]] std::int64_t id{};
  [[tenon::length(80)]] std::int64_t a{};
  [[tenon::range(1, 2)]] std::string b;
  [[tenon::email]] bool c{};
  [[tenon::pattern("x")]] tenon::Date d;
  [[tenon::precision(10, 2)]] double e{};
  [[tenon::multiple_of(2)]] std::string f;
  [[tenon::url]] std::int64_t g{};
  [[tenon::not_empty]] tenon::Bytes h;
};
