#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <tenon/model.hpp>

struct [[tenon::index(id)]] User {
  [[tenon::primary_key]] std::int64_t id{};
};
