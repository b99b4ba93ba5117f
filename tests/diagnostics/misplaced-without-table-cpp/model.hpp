#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <tenon/model.hpp>

struct Stamped {
  [[tenon::created_at]] tenon::Timestamp at;
};

struct [[tenon::index(at)]] Mixed {
  [[tenon::created_at]] tenon::Timestamp at;
};

struct [[tenon::table("users")]] User : Mixed {
  [[tenon::primary_key]] std::int64_t id{};
};
