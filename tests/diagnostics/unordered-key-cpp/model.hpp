#pragma once
#include <cstdint>
#include <tenon/model.hpp>

struct [[tenon::table("a"), tenon::unique(n, wait), tenon::index(n, body), tenon::index(desc(wait)), tenon::index(body, using("btree")),
         tenon::index(body, using("gin")), tenon::index(n, include(body))]] A {
  [[tenon::primary_key]] tenon::Interval key;
  std::int64_t n{};
  [[tenon::unique]] tenon::Interval wait;
  [[tenon::index]] tenon::Interval rest;
  [[tenon::unique]] tenon::Json head;
  [[tenon::index]] tenon::Json body;
};

struct [[tenon::table("b"), tenon::primary_key(n, body)]] B {
  std::int64_t n{};
  tenon::Json body;
};
