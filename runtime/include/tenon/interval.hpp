// A length of time as calendars and clocks count it: months, days and microseconds.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tenon {

/// PostgreSQL: interval (manual, 8.5.4); SQLite: TEXT in the form that to_string writes. The three
/// parts stay apart, each with its sign: how many days a month has and how many hours a day has
/// depends on the date that it is added to. So intervals have no order here; two are equal when all
/// parts are. (PostgreSQL's own `=` counts a month as 30 days and a day as 24 hours; columns of
/// intervals are therefore not compared in filters, and are no keys.)
struct Interval {
  std::int32_t months = 0;
  std::int32_t days = 0;
  std::int64_t microseconds = 0;

  friend constexpr bool operator==(const Interval&, const Interval&) = default;
};

/// ISO 8601: "P1Y2M3DT4H5M6.7S", "PT0S" for none. Years are twelve months; hours go beyond 24. When
/// no part is above zero, the sign stands in front ("-P1DT2H"), as Pydantic has it; parts of
/// different signs have theirs each ("P1M-2DT3H"), as PostgreSQL has it. Equal intervals have equal
/// texts.
std::string to_string(const Interval& interval);
/// Reads that, a sign in front or before any number, weeks too; fractions of seconds alone, up to
/// six digits, more only if they are zeros. Nothing when it is anything else, or beyond the range
/// of a part.
std::optional<Interval> parse_interval(std::string_view text);

}  // namespace tenon
