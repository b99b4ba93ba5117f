// Days to calendar and back: Howard Hinnant's published algorithms for the proleptic Gregorian
// calendar, restated.
#pragma once

#include <cstdint>
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

}  // namespace tenon::detail
