#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <tenon/model.hpp>

struct [[tenon::table("lines")]] Line {
  [[tenon::primary_key]] std::int64_t id{};
  std::string name;
  std::int32_t number{};

  [[tenon::computed("number"), tenon::default_sql("1")]] std::int32_t with_default_sql{};
  [[tenon::computed("number")]] std::int32_t with_default = 1;
  [[tenon::computed("now"), tenon::created_at]] tenon::Timestamp created;
  [[tenon::computed("now"), tenon::updated_at]] tenon::Timestamp updated;
  [[tenon::computed("number"), tenon::version]] std::int32_t edition{};
  [[tenon::computed("number"), tenon::backfill("1")]] std::int32_t filled{};
  [[tenon::computed("name"), tenon::write_only]] std::string written;
  [[tenon::computed("number"), tenon::range(1, 2)]] std::int32_t ranged{};
  [[tenon::computed("name"), tenon::length(9), tenon::email]] std::string mail;

  [[tenon::computed]] std::int32_t bare{};
  [[tenon::computed(sqlite("number"))]] std::int32_t half{};
  [[tenon::computed("number", postgresql("number"), sqlite("number"))]] std::int32_t thrice{};
  [[tenon::computed("number", "name")]] std::int32_t two{};
  [[tenon::computed(number)]] std::int32_t word{};
  [[tenon::computed("number", sqllite("name"))]] std::int32_t misspelt{};
};
