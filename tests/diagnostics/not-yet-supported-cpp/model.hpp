#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <tenon/model.hpp>

enum class Role { reader [[tenon::text("r")]] };

struct [[tenon::table("users"), tenon::partition_by(range(id))]] User {
  [[tenon::primary_key]] std::int64_t id{};
  Role role{};
};
