#pragma once
#include <tenon/model.hpp>

union [[tenon::table("users")]] User {
  [[tenon::primary_key]] std::int64_t id;
  double other;
};
