#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <tenon/model.hpp>

struct [[tenon::table("users"), tenon::unique(a, a), tenon::index(a, desc(a))]] User {
  [[tenon::primary_key]] std::int64_t id{};
  std::string a;
};
