#pragma once
#include <tenon/model.hpp>

typedef Nowhere Other;
typedef Other Another;
using Alias = Missing;
typedef std::int64_t Key;

struct [[tenon::table("users")]] User {
  [[tenon::primary_key]] Key id{};
  Other other;
  std::optional<Another> another;
  Alias alias;
};
