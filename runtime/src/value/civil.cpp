#include "value/civil.hpp"

namespace tenon::detail {
namespace {

constexpr int days_in_month[] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
// An era is 400 years; years begin in March, so that the leap day is the last one of its year.
constexpr std::int64_t days_per_era = 146097;
constexpr std::int64_t epoch_offset = 719468;  // from 0000-03-01 to 1970-01-01

bool is_leap(std::int64_t year) { return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0); }

}  // namespace

std::int64_t days_from_civil(Civil date) {
  const std::int64_t year = date.month <= 2 ? date.year - 1 : date.year;
  const std::int64_t era = (year >= 0 ? year : year - 399) / 400;
  const std::int64_t year_of_era = year - era * 400;
  const std::int64_t month_from_march = (date.month + 9) % 12;
  const std::int64_t day_of_year = (153 * month_from_march + 2) / 5 + date.day - 1;
  const std::int64_t day_of_era =
      year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
  return era * days_per_era + day_of_era - epoch_offset;
}

Civil civil_from_days(std::int64_t days) {
  days += epoch_offset;
  const std::int64_t era = (days >= 0 ? days : days - (days_per_era - 1)) / days_per_era;
  const std::int64_t day_of_era = days - era * days_per_era;
  const std::int64_t year_of_era =
      (day_of_era - day_of_era / 1460 + day_of_era / 36524 - day_of_era / 146096) / 365;
  const std::int64_t day_of_year =
      day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
  const std::int64_t month_from_march = (5 * day_of_year + 2) / 153;
  Civil date;
  date.day = static_cast<int>(day_of_year - (153 * month_from_march + 2) / 5 + 1);
  date.month =
      static_cast<int>(month_from_march < 10 ? month_from_march + 3 : month_from_march - 9);
  date.year = year_of_era + era * 400 + (date.month <= 2 ? 1 : 0);
  return date;
}

bool is_valid(Civil date) {
  if (date.month < 1 || date.month > 12 || date.day < 1) return false;
  const int last = date.month == 2 && is_leap(date.year) ? 29 : days_in_month[date.month - 1];
  return date.day <= last;
}

bool has_json_year(std::int64_t days) {
  return days >= days_from_civil({1, 1, 1}) && days < days_from_civil({10'000, 1, 1});
}

void append_padded(std::string& out, std::int64_t value, int width) {
  const std::string digits = std::to_string(value);
  for (int missing = width - static_cast<int>(digits.size()); missing > 0; --missing) out += '0';
  out += digits;
}

void append_date(std::string& out, Civil date) {
  if (date.year < 0 || date.year > 9999) {
    out += date.year < 0 ? '-' : '+';
    append_padded(out, date.year < 0 ? -date.year : date.year, 5);
  } else {
    append_padded(out, date.year, 4);
  }
  out += '-';
  append_padded(out, date.month, 2);
  out += '-';
  append_padded(out, date.day, 2);
}

int take_digits(std::string_view& text, int width) {
  if (text.size() < static_cast<std::size_t>(width)) return -1;
  int value = 0;
  for (int i = 0; i < width; ++i) {
    const char c = text[static_cast<std::size_t>(i)];
    if (c < '0' || c > '9') return -1;
    value = value * 10 + (c - '0');
  }
  text.remove_prefix(static_cast<std::size_t>(width));
  return value;
}

bool take(std::string_view& text, char expected) {
  if (text.empty() || text.front() != expected) return false;
  text.remove_prefix(1);
  return true;
}

bool take_date(std::string_view& text, Civil& date) {
  const bool negative = take(text, '-');
  const bool is_long = negative || take(text, '+');
  std::size_t digits = 0;
  while (digits < text.size() && text[digits] >= '0' && text[digits] <= '9') ++digits;
  if (is_long ? digits < 5 || digits > 7 : digits != 4) return false;
  date.year = take_digits(text, static_cast<int>(digits));
  if (negative) date.year = -date.year;
  if (!take(text, '-')) return false;
  date.month = take_digits(text, 2);
  if (!take(text, '-')) return false;
  date.day = take_digits(text, 2);
  return is_valid(date);
}

}  // namespace tenon::detail
