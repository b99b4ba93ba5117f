#pragma once
#include <tenon/model.hpp>

struct [[tenon::table("users")]] User {
  [[tenon::primary_key]] std::int64_t id{};
  int other <:<:tenon::unique:>:>;
};
