#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <tenon/model.hpp>

struct [[tenon::table("users")]] User {
  [[tenon::primary_key]] std::int64_t id{};
  [[tenon::references(Usr::id)]] std::int64_t a{};
  [[tenon::references(elsewhere::Thing::id)]] std::int64_t b{};
};
