// Days to calendar and back: Howard Hinnant's published algorithms for the proleptic Gregorian
// calendar, restated.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace tenon::detail {

struct Civil {
  std::int64_t year = 1970;
  int month = 1;
  int day = 1;
};

std::int64_t days_from_civil(Civil date);
Civil civil_from_days(std::int64_t days);
bool is_valid(Civil date);

/// The year as four digits, or with a sign and at least five when it has no four; then -mm-dd.
void append_date(std::string& out, Civil date);
void append_padded(std::string& out, std::int64_t value, int width);

/// Takes exactly `width` digits from the front; -1 when they are not there.
int take_digits(std::string_view& text, int width);
/// Takes a date as append_date writes it; false when there is none.
bool take_date(std::string_view& text, Civil& date);
bool take(std::string_view& text, char expected);

/// Whether this day, since 1970, is one of the years that JSON has: RFC 3339 has four digits, and
/// the year 0000 is none of the calendar that databases and Python have.
bool has_json_year(std::int64_t days);

constexpr std::int64_t per_second = 1'000'000;
constexpr std::int64_t per_day = 86'400 * per_second;

/// The day of a time since 1970, rounded down.
std::int64_t days_of(std::int64_t microseconds);
/// hh:mm:ss, and six digits of fraction when there is one.
void append_time(std::string& out, std::int64_t microseconds);
/// Date, 'T' and time; `microseconds` since 1970.
void append_date_and_time(std::string& out, std::int64_t microseconds);

/// The digits behind a point, of which the seventh and further have to be zeros: microseconds; -1
/// when there are none.
std::int64_t take_fraction(std::string_view& text);
/// hh:mm:ss with an optional fraction, in microseconds of the day; -1 when there is none.
std::int64_t take_time(std::string_view& text);
/// Date, 'T', 't' or a space, and time, in microseconds since 1970, within what int64 holds with
/// two days to spare.
std::optional<std::int64_t> take_date_and_time(std::string_view& text);

}  // namespace tenon::detail
