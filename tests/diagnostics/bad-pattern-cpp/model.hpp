#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <tenon/model.hpp>

struct [[tenon::table("users")]] User {
  [[tenon::primary_key]] std::int64_t id{};
  [[tenon::pattern("(a")]] std::string a;
  [[tenon::pattern("a(?=b)")]] std::string b;
};
