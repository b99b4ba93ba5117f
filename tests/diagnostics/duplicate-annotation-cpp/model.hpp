#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <tenon/model.hpp>

struct [[tenon::table("users"), tenon::input("word", length(1), length(2))]] User {
  [[tenon::primary_key]] std::int64_t id{};
  [[tenon::unique, tenon::unique]] std::string email;
};
