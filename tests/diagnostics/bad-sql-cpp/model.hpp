#pragma once
#include <cstdint>
#include <string>
#include <tenon/model.hpp>

struct [[tenon::table("users"), tenon::check(" ", "a"), tenon::check("age > 0) or (true", "b"), tenon::check("age > 0; drop table users", "c"),
         tenon::check("age > 0 -- positive", "d"), tenon::check("name <> 'it''s", "e"), tenon::check("(age > 0", "f"), tenon::check("\"age > 0", "g"),
         tenon::check("name <> '--;' and (age > 0)", "good"), tenon::check("age > 0", ""), tenon::check("age < 200", "good"),
         tenon::check("age > 0"), tenon::check(age, "h"), tenon::check("age > 0", "i", "j"), tenon::check("age /* years */ > 0", "k")]] User {
  [[tenon::primary_key]] std::int64_t id{};
  std::string name;
  [[tenon::check("age > 0", "positive")]] std::int32_t age{};
};
