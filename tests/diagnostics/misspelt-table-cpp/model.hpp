#pragma once
#include <cstdint>
#include <string>
#include <tenon/model.hpp>

struct [[tenon::tabel("users"), tenon::index(name)]] User {
  [[tenon::primary_key]] std::int64_t id{};
  std::string name;
};

struct [[tenon::table("posts")]] Post {
  [[tenon::primary_key]] std::int64_t id{};
  [[tenon::references(User::id)]] std::int64_t user_id{};
};
