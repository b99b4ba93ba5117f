#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <tenon/model.hpp>

enum class Role : std::uint8_t { reader = 5, author, admin };
constexpr Role standard = Role::author;
constexpr int two = 2;

struct [[tenon::table("users")]] User {
  [[tenon::primary_key]] std::int64_t id{};
  [[tenon::range(3, *)]] std::optional<std::int32_t> a = 1 + 1;
  [[tenon::range(3, *)]] std::optional<double> b{two};
  std::optional<std::int16_t> c = 40000 + two;
  Role role = standard;
  std::optional<Role> maybe = standard;
  Role cast = static_cast<Role>(17);
  Role none{};
  std::optional<std::int32_t> empty = std::nullopt;
  std::optional<bool> yes = two == 2;
};
