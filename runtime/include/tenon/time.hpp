// A time of day without date and zone, as databases keep it: microseconds since midnight.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tenon {

/// From 00:00:00 to 24:00:00, which PostgreSQL tells from it (manual, 8.5.1: time without time
/// zone); SQLite: INTEGER. What is outside is refused when it is sent.
struct Time {
  std::int64_t microseconds = 0;  ///< since midnight

  /// Hour 0–23, minute and second 0–59, microsecond 0–999999; 24:00:00 is the end of the day.
  /// Throws Error bad_value for anything else.
  static Time of(int hour, int minute, int second = 0, int microsecond = 0);
  static constexpr Time end_of_day() { return {86'400'000'000}; }

  constexpr bool is_valid() const {
    return microseconds >= 0 && microseconds <= end_of_day().microseconds;
  }
  friend constexpr auto operator<=>(Time, Time) = default;
};

/// "10:15:00", with six digits of a fraction. Throws Error bad_value when it is not valid.
std::string to_string(Time time);
/// Reads that; digits beyond the sixth of a fraction are zeros, and there is no leap second.
/// Nothing when it is anything else.
std::optional<Time> parse_time(std::string_view text);

}  // namespace tenon
