#pragma once
#include <tenon/model.hpp>

struct [[tenon::table("items")]] Item {
  [[tenon::primary_key]] std::int64_t id{};
  int x = 0;
