#pragma once
#include <tenon/model.hpp>

struct [[tenon::table("users")]] User {
  [[tenon::primary_key]] std::int64_t id{};
  struct {
    [[tenon::length(80)]] std::string name;
  };
  union {
    int a;
    float b;
  };
};
