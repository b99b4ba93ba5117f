#pragma once
#include <cstdint>

namespace m {

struct [[tenon::table("users")]] User {
  [[tenon::primary_key]] std::int64_t id{};
  tenon::Decimal price;
};

}  // namespace m
