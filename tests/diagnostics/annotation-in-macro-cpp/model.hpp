#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <tenon/model.hpp>

#define EMAIL [[tenon::email]] std::string email;

struct [[tenon::table("users")]] User {
  [[tenon::primary_key]] std::int64_t id{};
  EMAIL
};
