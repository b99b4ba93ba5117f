#pragma once

#include <compare>
#include <cstdint>
#include <string>

namespace forms {

/// Strong ids of people's own: nothing but the key.
struct SeatId {
  std::int32_t number = 0;
  friend auto operator<=>(const SeatId&, const SeatId&) = default;
};

struct row_name {
  std::string text;
  friend bool operator==(const row_name&, const row_name&) = default;
};

}  // namespace forms
