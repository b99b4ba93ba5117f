#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <tenon/model.hpp>

struct [[tenon::table("users")]] User {
  [[tenon::primary_key]] double id{};
};

struct [[tenon::table("posts")]] Post {
  [[tenon::primary_key(client)]] std::string id;
};
