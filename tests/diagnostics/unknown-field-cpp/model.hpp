#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <tenon/model.hpp>

struct [[tenon::table("users"), tenon::unique(othr), tenon::index(desc(nothing))]] User {
  [[tenon::primary_key]] std::int64_t id{};
  [[tenon::references(User::idd)]] std::int64_t other{};
};
