#pragma once
#include <cstdint>
#include <string>
#include <tenon/model.hpp>

struct [[tenon::table("users"), tenon::shape(UserName, id, nme), tenon::shape(UserWithPosts, *, psts(limit(1)), cache, other),
         tenon::shape(Broken, vanished, lost, misspelt)]]
User {
  [[tenon::primary_key]] std::int64_t id{};
  std::string name;
  [[tenon::transient]] std::string cache;
  [[tenon::references(Usr::id, relation("vanished"), inverse("lost"))]] std::int64_t other_id{};
};

struct Address {
  std::string city;
};

struct [[tenon::table("people"), tenon::shape(PersonTown, id, home_city)]] Person {
  [[tenon::primary_key]] std::int64_t id{};
  [[tenon::embed("home_")]] Address home;
};

struct [[tenon::table("posts"), tenon::link("misspelt", User)]] Post {
  [[tenon::primary_key]] std::int64_t id{};
  [[tenon::references(User::id, relation("author"), inverse("posts"))]] std::int64_t author_id{};
};
