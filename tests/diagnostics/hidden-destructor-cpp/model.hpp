#pragma once
#include <tenon/model.hpp>

struct [[tenon::table("users")]] User {
  ~User() = delete;
  [[tenon::primary_key]] std::int64_t id{};
};

struct [[tenon::table("groups")]] Group {
  [[tenon::primary_key]] std::int64_t id{};

 protected:
  ~Group() = default;
};
