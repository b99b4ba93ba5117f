#pragma once
#include <cstdint>
#include <string>
#include <tenon/model.hpp>

struct [[tenon::table("users"), tenon::shape(UserWithPosts, *, posts(PostTitel)),
         tenon::shape(UserWithBroken, posts(Broken)), tenon::shape(UserName, name)]]
User {
  [[tenon::primary_key]] std::int64_t id{};
  std::string name;
};

struct [[tenon::table("posts"), tenon::shape(PostTitle, title), tenon::shape(Broken, 5),
         tenon::shape(PostWithAuthor, author(PostTitle)), tenon::shape(PostWithCountry, country(Any))]]
Post {
  [[tenon::primary_key]] std::int64_t id{};
  std::string title;
  [[tenon::references(User::id, relation("author"), inverse("posts"))]] std::int64_t author_id{};
  [[tenon::references(Country::code, relation("country"))]] std::int64_t country_code{};
};

struct [[tenon::table("countries")]] Country {
  [[tenon::primary_key(client)]] std::int64_t code{};
};
