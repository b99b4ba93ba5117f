#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <tenon/model.hpp>

struct [[tenon::table("users"), tenon::unique, tenon::index(asc(none)), tenon::index(text, unique(1)), tenon::input("p", range(1, 2))]] User {
  [[tenon::primary_key]] std::int64_t id{};
  [[tenon::length]] std::string none;
  [[tenon::length("a")]] std::string text;
  [[tenon::length(1, 2, 3)]] std::string many;
  [[tenon::email(1)]] std::string email;
  [[tenon::column(name)]] std::string word;
  [[tenon::backfill("")]] std::string blank;
  [[tenon::default_sql(" ")]] std::string blanks;
  [[tenon::precision(10.5, 2)]] tenon::Decimal price;
  [[tenon::references(User)]] std::int64_t a{};
  [[tenon::references(User::id, on_delet(cascade))]] std::int64_t b{};
  [[tenon::references(User::id, on_delete(delete_it))]] std::int64_t c{};
  [[tenon::references(User::id, on_delete(cascade), on_delete(restrict))]] std::int64_t d{};
  [[tenon::references(User::id, relation("a", "b"))]] std::int64_t e{};
  [[tenon::references(User::id, tenon::on_delete(cascade))]] std::int64_t f{};
};
