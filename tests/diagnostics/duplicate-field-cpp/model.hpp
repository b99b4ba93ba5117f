#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <tenon/model.hpp>

struct Named {
  std::string name;
};

struct [[tenon::table("users")]] User : Named {
  [[tenon::primary_key]] std::int64_t id{};
  std::string name;
};
