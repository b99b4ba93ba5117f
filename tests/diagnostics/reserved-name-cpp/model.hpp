#pragma once
#include <tenon/model.hpp>

enum class _Role { fine, a__b };

struct [[tenon::table("users")]] User {
  [[tenon::primary_key]] std::int64_t id{};
  int _X = 0;
  int a__b = 0;
  int _fine = 0;
  [[tenon::transient]] int _Left_out = 0;
  _Role role = _Role::fine;
};

struct [[tenon::table("things")]] _Thing {
  [[tenon::primary_key]] std::int64_t id{};
};
