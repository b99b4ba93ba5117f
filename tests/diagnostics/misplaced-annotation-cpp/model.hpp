#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <tenon/model.hpp>

struct [[tenon::table("users"), tenon::length(3)]] User {
  [[tenon::primary_key]] std::int64_t id{};
  [[tenon::input("a")]] std::string email;
};
