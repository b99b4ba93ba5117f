#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>
#include <tenon/model.hpp>

struct [[tenon::table("users")]] User {
  [[tenon::primary_key]] tenon::Id<User, tenon::Uuid> id;
};

struct [[tenon::table("codes")]] Code {
  [[tenon::primary_key]] std::string code;
};

struct [[tenon::table("lines"), tenon::primary_key(document, number)]] Line {
  std::int64_t document{};
  std::int32_t number{};
};

struct [[tenon::table("lists")]] List {
  [[tenon::primary_key]] tenon::Id<List> id;
  std::vector<tenon::Id<User>> users;
  std::optional<tenon::Id<Code>> code;
  tenon::Id<Line> line;
  tenon::Id<List> before;
  tenon::Id<Code, std::string> text;
  std::vector<tenon::Id<User, tenon::Uuid>> fine;
};
