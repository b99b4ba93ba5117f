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

/// Date and time of day without a zone, microsecond precision (PostgreSQL: timestamp without time
/// zone; SQLite: INTEGER). It is no point in time: an appointment, an opening hour. What happened
/// is a Timestamp. The ends of the range mean the two infinities.
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

/// ISO 8601 without offset: "2026-11-21T10:15:00", with six digits of fraction when there is one;
/// "infinity", "-infinity". Years outside 0000–9999 are written with a sign and at least five
/// digits.
std::string to_string(LocalTimestamp timestamp);

/// Reads what to_string writes ('T', 't' or a space between date and time; up to six digits of
/// fraction, more only if they are zeros). Nothing when it is anything else, also when there is an
/// offset.
std::optional<LocalTimestamp> parse_local_timestamp(std::string_view text);

}  // namespace tenon
