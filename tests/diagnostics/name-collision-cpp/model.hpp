#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <tenon/model.hpp>

struct [[tenon::table("users")]] User {
  [[tenon::primary_key]] std::int64_t id{};
};

struct [[tenon::table("usertables")]] UserTable {
  [[tenon::primary_key]] std::int64_t id{};
};

namespace other {
struct [[tenon::table("other_users")]] User {
  [[tenon::primary_key]] std::int64_t id{};
};
}  // namespace other
