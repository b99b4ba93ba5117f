#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <tenon/model.hpp>

#define FIELD(name) std::string name = "x";

struct [[tenon::table("users")]] User {
  [[tenon::primary_key]] std::int64_t id{};
  FIELD(email)
};
