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

/// RFC 3339: "2026-11-21T10:15:00Z", with six digits of a fraction; "infinity", "-infinity". Years
/// outside 0000–9999 have a sign and at least five digits, as in ISO 8601.
std::string to_string(Timestamp timestamp);
/// Reads that and RFC 3339 of any offset, with 'T', 't' or a space; digits beyond the sixth of a
/// fraction are zeros, and there is no leap second. Nothing when it is anything else.
std::optional<Timestamp> parse_timestamp(std::string_view text);

}  // namespace tenon
