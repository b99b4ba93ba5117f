#include "json/time_fault.hpp"

#include "value/civil.hpp"

namespace tenon::detail {
namespace {

constexpr std::string_view too_short = "input is too short";
constexpr std::string_view extra = "unexpected extra characters at the end of the input";
constexpr std::string_view year_zero = "year 0 is out of range";
constexpr std::string_view date_separator = "invalid date separator, expected `-`";
constexpr std::string_view time_separator = "invalid time separator, expected `:`";

/// The number of two digits that stands there, or -1.
int two_digits(std::string_view text, std::size_t at) {
  std::string_view rest = text.substr(at < text.size() ? at : text.size());
  return take_digits(rest, 2);
}

/// Takes the date away; the fault in it, or "".
std::string_view date_part(std::string_view& text) {
  if (text.size() < 10) return too_short;
  std::string_view year = text;
  const int month = two_digits(text, 5);
  const int day = two_digits(text, 8);
  Civil date{take_digits(year, 4), month, 1};
  if (date.year < 0) return "invalid character in year";
  if (text[4] != '-') return date_separator;
  if (month < 0) return "invalid character in month";
  if (text[7] != '-') return date_separator;
  if (day < 0) return "invalid character in day";
  if (!is_valid(date)) return "month value is outside expected range of 1-12";
  date.day = day;
  if (!is_valid(date)) return "day value is outside expected range";
  text.remove_prefix(10);
  return {};
}

std::string_view second_part(std::string_view& text) {
  if (text.empty() || text.front() != ':') return "the seconds are missing";
  const int second = two_digits(text, 1);
  if (second < 0) return "invalid character in second";
  if (second > 59) return "second value is outside expected range of 0-59";
  text.remove_prefix(3);
  if (!take(text, '.')) return {};
  const std::size_t digits = text.find_first_not_of("0123456789");
  if (digits == 0 || text.empty()) return "second fraction digits missing after `.`";
  text.remove_prefix(digits < text.size() ? digits : text.size());
  return {};
}

std::string_view time_part(std::string_view& text) {
  if (text.size() < 5) return too_short;
  const int hour = two_digits(text, 0);
  const int minute = two_digits(text, 3);
  if (hour < 0) return "invalid character in hour";
  if (text[2] != ':') return time_separator;
  if (minute < 0) return "invalid character in minute";
  if (hour > 23) return "hour value is outside expected range of 0-23";
  if (minute > 59) return "minute value is outside expected range of 0-59";
  text.remove_prefix(5);
  return second_part(text);
}

std::string_view offset_part(std::string_view& text) {
  if (text.empty() || take(text, 'Z') || take(text, 'z')) return {};
  if (text.front() != '+' && text.front() != '-') return "invalid timezone sign";
  const int hour = two_digits(text, 1);
  if (hour < 0) return "invalid timezone hour";
  if (hour > 23) return "timezone offset must be less than 24 hours";
  const int minute = text.size() > 3 && text[3] == ':' ? two_digits(text, 4) : -1;
  if (minute < 0) return "invalid timezone minute";
  if (minute > 59) return "timezone minute value is outside expected range of 0-59";
  text.remove_prefix(6);
  return {};
}

}  // namespace

std::string_view date_fault(std::string_view text) {
  const std::string_view fault = date_part(text);
  return fault.empty() && !text.empty() ? extra : fault;
}

std::string_view time_fault(std::string_view text) {
  const std::string_view fault = time_part(text);
  return fault.empty() && !text.empty() ? extra : fault;
}

std::string_view year_fault(std::string_view text, std::int64_t days) {
  if (text.substr(0, 4) == "0000") return year_zero;
  return has_json_year(days) ? "" : "the year in UTC is outside expected range of 1-9999";
}

std::string year_fault_of(std::int64_t days, std::string_view year) {
  if (civil_from_days(days).year == 0) return std::string{year_zero};
  return std::string{year} + " is outside expected range of 1-9999";
}

std::string_view date_time_fault(std::string_view text) {
  std::string_view fault = date_part(text);
  if (!fault.empty()) return fault;
  if (!take(text, 'T') && !take(text, 't') && !take(text, ' '))
    return "invalid datetime separator, expected `T`, `t`, `_` or space";
  fault = time_part(text);
  if (fault.empty()) fault = offset_part(text);
  return fault.empty() && !text.empty() ? extra : fault;
}

}  // namespace tenon::detail
