// A point in time, as databases keep it: microseconds since 1970 in UTC.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tenon {

/// UTC, microsecond precision (PostgreSQL: timestamptz; SQLite: INTEGER). The ends of the range
/// mean the two infinities.
struct Timestamp {
  std::int64_t microseconds = 0;  ///< since 1970-01-01T00:00:00Z, without leap seconds

  /// The system's clock.
  static Timestamp now();
  static constexpr Timestamp infinity() { return {0x7fff'ffff'ffff'ffff}; }
  static constexpr Timestamp negative_infinity() { return {-infinity().microseconds - 1}; }

  constexpr bool is_infinite() const { return *this == infinity() || *this == negative_infinity(); }
  friend constexpr auto operator<=>(Timestamp, Timestamp) = default;
};

/// RFC 3339 in UTC: "2026-11-21T10:15:00Z", with six digits of fraction when there is one;
/// "infinity", "-infinity". Years outside 0000–9999 are written with a sign and at least five
/// digits, which RFC 3339 leaves out and ISO 8601 has.
std::string to_string(Timestamp timestamp);

/// Reads RFC 3339 (any offset; 'T', 't' or a space between date and time; up to six digits of
/// fraction, more only if they are zeros; a leap second is refused) and what to_string writes.
/// Nothing when it is anything else.
std::optional<Timestamp> parse_timestamp(std::string_view text);

}  // namespace tenon
