#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <tenon/model.hpp>

struct [[tenon::table("users")]] User {
  [[tenon::primary_key]] std::int64_t id{};
  [[tenon::references(User::id, on_delete(set_null))]] std::int64_t a{};
  [[tenon::references(User::id, on_update(set_default))]] std::int64_t b{};
};
