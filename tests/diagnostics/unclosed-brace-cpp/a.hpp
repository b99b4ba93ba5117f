#pragma once
#include <tenon/model.hpp>

namespace blog {
struct [[tenon::table("users")]] User {
  [[tenon::primary_key]] std::int64_t id{};

enum class Role { a, b };

struct [[tenon::table("posts")]] Post {
  [[tenon::primary_key]] std::int64_t id{};
};
}  // namespace blog
