#pragma once
#include <cstdint>
#include <tenon/model.hpp>

enum class Kind : std::uint8_t { one = 1, two, first = 1, second [[tenon::text("2nd")]] = two };

// That no entity uses it makes it no one's business.
enum class Other { a, b = a };

struct [[tenon::table("things")]] Thing {
  [[tenon::primary_key]] std::int64_t id{};
  Kind kind{};
};
