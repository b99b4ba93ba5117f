#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <tenon/model.hpp>

enum class Role {};

struct [[tenon::table("users")]] User {
  [[tenon::primary_key]] std::int64_t id{};
  Role role{};
};
