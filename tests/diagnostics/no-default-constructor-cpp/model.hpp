#pragma once
#include <tenon/model.hpp>

struct [[tenon::table("users")]] User {
  explicit User(std::int64_t key) : id(key) {}
  User(std::int64_t key, std::string text);
  [[tenon::primary_key]] std::int64_t id{};
};

struct [[tenon::table("groups")]] Group {
  Group() = delete;
  [[tenon::primary_key]] std::int64_t id{};
};

class [[tenon::table("roles")]] Role {
  Role() = default;

 public:
  [[tenon::primary_key]] std::int64_t id{};
};

struct Mixin {
  Mixin(int);
  int mixed = 0;
};

struct [[tenon::table("fine")]] Fine : Mixin {
  Fine(int first = 1);
  [[tenon::primary_key]] std::int64_t id{};
};
