#pragma once
#include <cstdint>
#include <string>
#include <tenon/model.hpp>

struct [[tenon::table("users")]] User {
  [[tenon::primary_key]] std::int64_t id{};
  [[tenon::default_sql("'a'); create table pwn(x int")]] std::string name;
  [[tenon::default_sql("nonsense(")]] std::string nick;
  [[tenon::backfill("1; drop table users")]] std::int32_t rank{};
  [[tenon::backfill("lower(name")]] std::string lower;
  [[tenon::backfill("'it''s); --'")]] std::string good;
};
