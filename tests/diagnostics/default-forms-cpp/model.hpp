#pragma once
#include <tenon/model.hpp>

enum class Role { reader, author };

struct [[tenon::table("users")]] User {
  [[tenon::primary_key, tenon::default_sql("1")]] std::int64_t id{};
  [[tenon::updated_at, tenon::default_sql("now()")]] tenon::Timestamp at;
  [[tenon::default_sql(" ")]] int blank{};
  [[tenon::backfill("")]] int nothing{};
  [[tenon::updated_at]] tenon::Timestamp other{5};
  tenon::Uuid uuid = tenon::uuid_v7();
  tenon::Date day = {};
  double number = "x"[0];
  [[tenon::precision(4, 1)]] tenon::Decimal decimal = true;
  [[tenon::references(User::id, on_delete(set_default), on_update(set_null))]] std::int64_t parent{};
  [[tenon::references(User::id, on_delete(set_default)), tenon::default_sql("1")]] std::int64_t fine{};
};
