// Times of day and what has one, between text and microseconds.
#include <limits>

#include "value/civil.hpp"

namespace tenon::detail {

void append_time(std::string& out, std::int64_t microseconds) {
  const std::int64_t seconds = microseconds / per_second;
  append_padded(out, seconds / 3600, 2);
  out += ':';
  append_padded(out, seconds / 60 % 60, 2);
  out += ':';
  append_padded(out, seconds % 60, 2);
  if (microseconds % per_second != 0) {
    out += '.';
    append_padded(out, microseconds % per_second, 6);
  }
}

std::int64_t days_of(std::int64_t microseconds) {
  const std::int64_t days = microseconds / per_day;
  return microseconds % per_day < 0 ? days - 1 : days;
}

void append_date_and_time(std::string& out, std::int64_t microseconds) {
  const std::int64_t rest = microseconds % per_day;
  append_date(out, civil_from_days(days_of(microseconds)));
  out += 'T';
  append_time(out, rest < 0 ? rest + per_day : rest);
}

std::int64_t take_fraction(std::string_view& text) {
  std::int64_t fraction = 0;
  std::int64_t unit = per_second / 10;
  std::size_t digits = 0;
  for (; digits < text.size() && text[digits] >= '0' && text[digits] <= '9'; ++digits, unit /= 10) {
    if (unit == 0 && text[digits] != '0') return -1;
    fraction += (text[digits] - '0') * unit;
  }
  if (digits == 0) return -1;
  text.remove_prefix(digits);
  return fraction;
}

std::int64_t take_time(std::string_view& text) {
  const int hour = take_digits(text, 2);
  if (hour < 0 || hour > 23 || !take(text, ':')) return -1;
  const int minute = take_digits(text, 2);
  if (minute < 0 || minute > 59 || !take(text, ':')) return -1;
  const int second = take_digits(text, 2);
  if (second < 0 || second > 59) return -1;
  const std::int64_t fraction = take(text, '.') ? take_fraction(text) : 0;
  if (fraction < 0) return -1;
  return ((hour * std::int64_t{60} + minute) * 60 + second) * per_second + fraction;
}

std::optional<std::int64_t> take_date_and_time(std::string_view& text) {
  Civil date;
  if (!take_date(text, date)) return std::nullopt;
  if (!take(text, 'T') && !take(text, 't') && !take(text, ' ')) return std::nullopt;
  const std::int64_t time = take_time(text);
  if (time < 0) return std::nullopt;
  const std::int64_t days = days_from_civil(date);
  constexpr std::int64_t most_days = std::numeric_limits<std::int64_t>::max() / per_day - 2;
  if (days > most_days || days < -most_days) return std::nullopt;
  return days * per_day + time;
}

}  // namespace tenon::detail
