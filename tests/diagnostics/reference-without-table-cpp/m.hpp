#pragma once
#include <tenon/model.hpp>

namespace m {

struct User {
  [[tenon::primary_key]] std::int64_t id{};
};

struct [[tenon::table("posts")]] Post {
  [[tenon::primary_key]] std::int64_t id{};
  [[tenon::references(User::id)]] std::int64_t author_id{};
};

}  // namespace m
