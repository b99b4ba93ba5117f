#pragma once
#include <cstdint>
#include <string>
#include <tenon/model.hpp>

struct [[tenon::table("a"), tenon::input("password", length(8, 72)), tenon::input("name", not_empty)]] A {
  [[tenon::primary_key]] std::int64_t id{};
  [[tenon::alias("userName")]] std::string user_name;
  [[tenon::alias("userName")]] std::string other_name;
  std::string title;
  [[tenon::alias("title")]] std::string heading;
  [[tenon::alias("password")]] std::string hash;
  [[tenon::alias("name"), tenon::read_only]] std::string full_name;
  [[tenon::alias("full_name"), tenon::write_only]] std::string short_name;
  [[tenon::alias("id"), tenon::read_only]] std::int64_t number{};
  [[tenon::internal, tenon::alias("x")]] std::string secret;
  [[tenon::alias("")]] std::string empty;
  [[tenon::alias("a\nb")]] std::string control;
  [[tenon::alias("\xff")]] std::string bytes;
  [[tenon::alias]] std::string none;
};

struct [[tenon::table("b")]] B {
  [[tenon::primary_key]] std::int64_t id{};
  [[tenon::references(A::id, relation("maker"), inverse("bees"))]] std::int64_t a_id{};
  [[tenon::alias("maker")]] std::string made_by;
  [[tenon::alias("maker2"), tenon::references(A::id, relation("maker3"))]] std::int64_t other_id{};
};
