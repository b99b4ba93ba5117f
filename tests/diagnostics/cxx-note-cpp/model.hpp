#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <tenon/model.hpp>

#include "absent.hpp"

struct [[tenon::table("users")]] User {
  [[tenon::primary_key]] std::int64_t id{};
  Rolle role{};
};
