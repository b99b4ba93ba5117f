#pragma once
#include <cstdint>
#include <optional>
#include <tenon/model.hpp>

struct [[tenon::table("users"), tenon::shape(UserWithPosts, *, posts(PostWithAuthor)),
         tenon::shape(UserWithBoss, boss(UserWithBoss)), tenon::shape(UserChain, boss(UserWithPosts))]]
User {
  [[tenon::primary_key]] std::int64_t id{};
  [[tenon::references(User::id, relation("boss"))]] std::optional<std::int64_t> boss_id;
};

struct [[tenon::table("posts"), tenon::shape(PostWithAuthor, author(UserWithPosts), id)]] Post {
  [[tenon::primary_key]] std::int64_t id{};
  [[tenon::references(User::id, relation("author"), inverse("posts"))]] std::int64_t author_id{};
};
