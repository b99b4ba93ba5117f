#pragma once
#include <tenon/model.hpp>

_Pragma("clang diagnostic ignored \"-Wunknown-attributes\"")
struct [[tenon::table("users")]] User {
  [[tenon::primary_key]] std::int64_t id{};
};
