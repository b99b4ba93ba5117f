#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <tenon/model.hpp>

struct [[tenon::table("users")]] User {
  [[tenon::primary_key]] std::int64_t id{};
  [[tenon::read_only, tenon::internal]] std::string a;
  [[tenon::created_at, tenon::updated_at]] tenon::Timestamp b;
  [[tenon::default_sql("1")]] std::int32_t c = 1;
  [[tenon::transient, tenon::unique]] std::string d;
};
