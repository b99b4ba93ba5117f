#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <tenon/model.hpp>

struct [[tenon::table("users")]] User {
  [[tenon::primary_key]] std::int64_t id{};
  unsigned int count{};
  std::int64_t* pointer{};
  std::optional<const char*> text;
};
