// A length of time as calendars and clocks count it: months, days and microseconds.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tenon {

/// PostgreSQL: interval (manual, 8.5.4); SQLite: TEXT as to_string writes it. The parts stay apart,
/// each with its sign: how long a month is depends on the date. So there is no order, and columns
/// are not compared: PostgreSQL's own `=` takes 30 days for a month and 24 hours for a day.
struct Interval {
  std::int32_t months = 0;
  std::int32_t days = 0;
  std::int64_t microseconds = 0;

  friend constexpr bool operator==(const Interval&, const Interval&) = default;
};

/// ISO 8601: "P1Y2M3DT4H5M6.7S", "PT0S". With no part above zero the sign stands in front
/// ("-P1DT2H"), as Pydantic has it; else parts have theirs ("P1M-2DT3H"), as PostgreSQL has it.
std::string to_string(const Interval& interval);
/// Reads that, also with weeks; seconds alone have a fraction, of up to six digits. Nothing when it
/// is anything else, or beyond the range of a part.
std::optional<Interval> parse_interval(std::string_view text);

}  // namespace tenon
