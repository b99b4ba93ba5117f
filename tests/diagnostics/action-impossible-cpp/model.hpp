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

struct [[tenon::table("lines"), tenon::primary_key(order, number)]] Line {
  std::int64_t order{};
  std::int32_t number{};
};

struct [[tenon::table("parts"),
         tenon::foreign_key((order, number), Line(order, number), on_update(set_null))]] Part {
  [[tenon::primary_key]] std::int64_t id{};
  std::int64_t order{};
  std::optional<std::int32_t> number;
};
