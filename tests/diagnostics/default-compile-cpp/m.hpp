// The compiler and the model both refuse these initialisers: each is told once.
#pragma once
#include <tenon/model.hpp>

namespace m {

enum class Role { reader, author };

struct [[tenon::table("users")]] User {
  [[tenon::primary_key]] std::int64_t id{};
  Role role = Role::admin;
  std::int32_t age = "old";
  tenon::Date born = "2020-01-01";
  tenon::Timestamp seen = now();
};

}  // namespace m
