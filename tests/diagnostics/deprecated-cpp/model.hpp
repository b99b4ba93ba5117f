#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <tenon/model.hpp>

struct [[tenon::table("users")]] User {
  [[tenon::primary_key, tenon::deprecated]] std::int64_t id{};
  [[tenon::deprecated]] std::string name;
  [[tenon::deprecated("soon")]] std::optional<std::string> nick;
  [[tenon::deprecated, tenon::transient]] int cache{};
  [[tenon::deprecated]] std::optional<std::string> fine;
  [[tenon::deprecated]] std::int32_t rank = 1;
  [[tenon::deprecated, tenon::default_sql("1 + 1")]] std::int32_t sum{};
  [[tenon::deprecated, tenon::created_at]] tenon::Timestamp at;
};
