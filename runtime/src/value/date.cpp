#include <tenon/date.hpp>

#include <tenon/error.hpp>

#include "value/civil.hpp"

namespace tenon {

Date Date::of(int year, int month, int day) {
  const detail::Civil civil{year, month, day};
  if (year < -999'999 || year > 999'999 || !detail::is_valid(civil))
    throw Error{ErrorKind::bad_value, "there is no such day in the calendar"};
  return {static_cast<std::int32_t>(detail::days_from_civil(civil))};
}

std::string to_string(Date date) {
  std::string out;
  detail::append_date(out, detail::civil_from_days(date.days));
  return out;
}

std::optional<Date> parse_date(std::string_view text) {
  detail::Civil civil;
  if (!detail::take_date(text, civil) || !text.empty()) return std::nullopt;
  if (civil.year < -999'999 || civil.year > 999'999) return std::nullopt;
  return Date{static_cast<std::int32_t>(detail::days_from_civil(civil))};
}

}  // namespace tenon
