#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <tenon/model.hpp>

struct [[tenon::table("users"), tenon::unique(name), tenon::unique(id), tenon::index(name)]] User {
  [[tenon::primary_key]] std::int64_t id{};
  [[tenon::unique, tenon::index]] std::string name;
};
