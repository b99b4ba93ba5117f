// A day of the (proleptic) Gregorian calendar.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tenon {

/// PostgreSQL: date; SQLite: INTEGER.
struct Date {
  std::int32_t days = 0;  ///< since 1970-01-01

  /// Month 1–12, day 1–31. Throws Error bad_value when there is no such day.
  static Date of(int year, int month, int day);

  friend constexpr auto operator<=>(Date, Date) = default;
};

/// "2026-11-21" (ISO 8601).
std::string to_string(Date date);
/// Reads yyyy-mm-dd; nothing when it is anything else or no such day.
std::optional<Date> parse_date(std::string_view text);

}  // namespace tenon
