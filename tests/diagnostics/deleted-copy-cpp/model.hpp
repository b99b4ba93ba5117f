#pragma once
#include <tenon/model.hpp>

struct [[tenon::table("users")]] User {
  User() = default;
  User(const User&) = delete;
  [[tenon::primary_key]] std::int64_t id{};
};

class [[tenon::table("groups")]] Group {
  Group& operator=(const Group&);

 public:
  Group& operator=(int);
  [[tenon::primary_key]] std::int64_t id{};
};

struct [[tenon::table("roles")]] Role {
  Role() = default;
  Role(Role&&) = default;
  [[tenon::primary_key]] std::int64_t id{};
};
