// The way back has no name yet.
#pragma once
#include <tenon/model.hpp>

namespace m {

struct [[tenon::table("users"), tenon::shape(UserWithPosts, *, posts)]] User {
  [[tenon::primary_key]] std::int64_t id{};
  std::string name;
};

struct [[tenon::table("posts")]] Post {
  [[tenon::primary_key]] std::int64_t id{};
  [[tenon::references(User::id, relation("author"))]] std::int64_t author_id{};
};

}  // namespace m
