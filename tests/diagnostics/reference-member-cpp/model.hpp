#pragma once
#include <tenon/model.hpp>

struct Group;

struct [[tenon::table("users")]] User {
  [[tenon::primary_key]] std::int64_t id{};
  const std::string& name;
  [[tenon::transient]] Group& group;
};
