#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <vector>
#include <tenon/model.hpp>

struct [[tenon::table("a", "pg_app")]] A {
  [[tenon::primary_key]] std::int64_t id{};
};

struct [[tenon::table("b", "information_schema")]] B {
  [[tenon::primary_key]] std::int64_t id{};
};

struct [[tenon::table("c", "tenon_scratch")]] C {
  [[tenon::primary_key]] std::int64_t id{};
};

struct [[tenon::table("pg_d", "app")]] D {
  [[tenon::primary_key]] std::int64_t id{};
};
