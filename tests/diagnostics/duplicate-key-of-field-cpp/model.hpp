#pragma once
#include <tenon/model.hpp>

struct [[tenon::table("users"), tenon::unique(name), tenon::index(name)]] User {
  [[tenon::primary_key, tenon::unique]] std::int64_t id{};
  [[tenon::unique, tenon::index]] std::string name;
};
