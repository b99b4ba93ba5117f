// What has no column type is told, and not that it is another one than the key's.
#pragma once
#include <tenon/model.hpp>

namespace m {

struct [[tenon::table("users")]] User {
  [[tenon::primary_key]] std::int64_t id{};
};

struct [[tenon::table("posts")]] Post {
  [[tenon::primary_key]] std::int64_t id{};
  [[tenon::references(User::id)]] unsigned long author_id{};
};

}  // namespace m
