#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <tenon/model.hpp>

struct [[tenon::table("users")]] User {
  [[tenon::primary_key]] std::int64_t id{};
  [[tenon::references(User::id, relation("boss"), inverse("staff"))]] std::optional<std::int64_t> boss_id;
  [[tenon::references(User::id, relation("boss"), inverse("staff"))]] std::optional<std::int64_t> deputy_id;
  [[tenon::references(User::id, relation("id"))]] std::optional<std::int64_t> other_id;
};
