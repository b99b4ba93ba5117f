#pragma once
#include <cstdint>
#include <optional>
#include <tenon/model.hpp>

struct [[tenon::table("users")]] User {
  [[tenon::primary_key]] std::int64_t id{};
  long long count{};
  std::optional<long long> size;
  long long int more = 1;
  alignas(16) int aligned{};
  [[tenon::column("other")]] alignas(8) [[tenon::range(1, 5)]] std::int32_t both = 1;
};
