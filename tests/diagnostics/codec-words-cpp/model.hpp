#pragma once
#include <tenon/model.hpp>

struct [[tenon::table("users")]] User {
  [[tenon::primary_key, tenon::id("User")]] std::int64_t id{};
  [[tenon::codec("shop::Money", "money.hpp")]] std::int64_t price{};
};
