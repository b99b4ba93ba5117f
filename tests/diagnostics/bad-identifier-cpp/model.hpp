#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <tenon/model.hpp>

struct [[tenon::table("users"), tenon::input("pass word")]] User {
  [[tenon::primary_key]] std::int64_t id{};
  [[tenon::references(User::id, relation("the user"), inverse("class"))]] std::optional<std::int64_t> other;
};
