// What a calendar and a clock on the wall show, in no particular zone.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include <tenon/date.hpp>
#include <tenon/time.hpp>

namespace tenon {

/// No point in time: an appointment, an opening hour (PostgreSQL: timestamp without time zone;
/// SQLite: INTEGER). The ends of the range mean the two infinities.
struct LocalTimestamp {
  std::int64_t microseconds = 0;  ///< since 1970-01-01T00:00:00, each day having 24 hours

  static constexpr LocalTimestamp of(Date date, Time time = {}) {
    return {date.days * std::int64_t{86'400'000'000} + time.microseconds};
  }
  static constexpr LocalTimestamp infinity() { return {0x7fff'ffff'ffff'ffff}; }
  static constexpr LocalTimestamp negative_infinity() { return {-infinity().microseconds - 1}; }

  constexpr bool is_infinite() const { return *this == infinity() || *this == negative_infinity(); }
  friend constexpr auto operator<=>(LocalTimestamp, LocalTimestamp) = default;
};

/// "2026-11-21T10:15:00", as a Timestamp is written, but without an offset.
std::string to_string(LocalTimestamp timestamp);
/// Reads that as parse_timestamp does; nothing when there is an offset.
std::optional<LocalTimestamp> parse_local_timestamp(std::string_view text);

}  // namespace tenon
