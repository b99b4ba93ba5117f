#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <tenon/model.hpp>

struct [[tenon::table("users")]] User {
  [[tenon::primary_key]] std::int64_t id{};
};

struct [[tenon::table("lines"), tenon::primary_key(number, twice),
         tenon::foreign_key((twice), User(id)), tenon::unique(twice)]] Line {
  std::int64_t number{};
  std::string now;
  // A column's name is no function.
  [[tenon::computed("upper(now)")]] std::string loud;
  [[tenon::computed("\"select\" || 'select now()'")]] std::string quoted;
  [[tenon::column("select")]] std::string selected;

  [[tenon::computed("number * 2")]] std::int64_t twice{};
  [[tenon::computed("self + 1")]] std::int64_t self{};
  [[tenon::computed("\"twice\" + 1")]] std::int64_t chain{};
  [[tenon::computed("(SELECT max(number) from lines)")]] std::int64_t greatest{};
  [[tenon::computed("now() > '2026-11-21'")]] bool is_late{};
  [[tenon::computed("random()")]] double luck{};
  [[tenon::computed("current_date - 1")]] std::int32_t yesterday{};
  [[tenon::computed("sum(number)")]] std::int64_t sum{};
  [[tenon::computed("number", sqlite("count (*)"))]] std::int64_t count{};
  [[tenon::computed("concat(now, '!')")]] std::string joined;
  [[tenon::computed("now || '!'", sqlite("concat(now, '!')"))]] std::string good;
  [[tenon::computed(postgresql("concat_ws(now, '!')"), sqlite("now"))]] std::string settings;
  [[tenon::computed("number"), tenon::references(User::id)]] std::int64_t user_id{};
  [[tenon::computed(""), tenon::range(1, 2)]] std::int64_t empty{};
  [[tenon::computed("1); drop table lines; --")]] std::int64_t closed{};
};

struct [[tenon::table("prices")]] Price {
  [[tenon::primary_key]] std::int64_t id{};
  [[tenon::precision(10, 2)]] tenon::Decimal net;
  [[tenon::precision(4, 2)]] tenon::Decimal rate;
  tenon::Decimal exact;
  [[tenon::computed("net * 3"), tenon::precision(12, 2)]] tenon::Decimal good;
  [[tenon::computed("net > rate")]] bool is_good{};
  [[tenon::computed("net * rate", sqlite("net * rate / 100")), tenon::precision(12, 2)]] tenon::Decimal said;
  [[tenon::computed("exact * 2"), tenon::precision(12, 2)]] tenon::Decimal of_text;
  [[tenon::computed("net * 2"), tenon::precision(12, 3)]] tenon::Decimal scaled;
  [[tenon::computed("net / 3"), tenon::precision(12, 2)]] tenon::Decimal third;
  [[tenon::computed("net * rate"), tenon::precision(12, 2)]] tenon::Decimal product;
  [[tenon::computed("net * Net"), tenon::precision(12, 2)]] tenon::Decimal square;
};

struct [[tenon::table("keys")]] Key {
  [[tenon::primary_key, tenon::computed("other")]] std::int64_t id{};
  std::int64_t other{};
};
