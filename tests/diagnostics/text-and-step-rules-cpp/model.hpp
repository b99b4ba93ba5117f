#pragma once
#include <cstdint>
#include <string>
#include <tenon/model.hpp>

struct [[tenon::table("users"), tenon::input("word", range(1, 2)), tenon::input("site", url, not_empty(1))]] User {
  [[tenon::primary_key]] std::int64_t id{};
  [[tenon::multiple_of]] std::int64_t a{};
  [[tenon::multiple_of(*)]] std::int64_t b{};
  [[tenon::multiple_of("5")]] std::int64_t c{};
  [[tenon::multiple_of(0)]] std::int64_t d{};
  [[tenon::multiple_of(-2.5)]] double e{};
  [[tenon::multiple_of(0.5)]] std::int32_t f{};
  [[tenon::multiple_of(40000)]] std::int16_t g{};
  [[tenon::multiple_of(5)]] std::int16_t h = 12;
  [[tenon::multiple_of(0.05)]] double i = 0.12;
  [[tenon::precision(10, 2), tenon::multiple_of(0.05)]] tenon::Decimal j{"12.51"};
  [[tenon::url("https")]] std::string k;
  [[tenon::not_empty(1)]] std::string l;
  [[tenon::not_empty]] std::string m = " \t\n";
  [[tenon::url, tenon::url]] std::string n;
  [[tenon::multiple_of(1e-400)]] double o{};
};
