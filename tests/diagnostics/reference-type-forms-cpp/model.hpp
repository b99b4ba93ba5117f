#pragma once
#include <tenon/model.hpp>

enum class Size { small, large };
enum class Color { red, green };

struct [[tenon::table("as")]] A {
  [[tenon::primary_key]] std::int64_t id{};
  [[tenon::unique]] Size size = Size::small;
  [[tenon::unique, tenon::precision(10, 2)]] tenon::Decimal price;
};

struct [[tenon::table("bs")]] B {
  [[tenon::primary_key]] std::int64_t id{};
  [[tenon::references(A::size)]] Color color{};
  [[tenon::references(A::price), tenon::precision(10, 3)]] tenon::Decimal scale;
  [[tenon::references(A::price), tenon::precision(9, 2)]] tenon::Decimal digits;
  [[tenon::references(A::price), tenon::precision(10, 2)]] tenon::Decimal fits;
};
