#include <tenon/time.hpp>

#include <tenon/error.hpp>

#include "value/civil.hpp"

namespace tenon {

Time Time::of(int hour, int minute, int second, int microsecond) {
  const bool is_end = hour == 24 && minute == 0 && second == 0 && microsecond == 0;
  const bool is_inside = hour >= 0 && hour <= 23 && minute >= 0 && minute <= 59 && second >= 0 &&
                         second <= 59 && microsecond >= 0 && microsecond <= 999'999;
  if (!is_inside && !is_end) throw Error{ErrorKind::bad_value, "there is no such time of day"};
  return {((hour * std::int64_t{60} + minute) * 60 + second) * detail::per_second + microsecond};
}

std::string to_string(Time time) {
  if (!time.is_valid()) throw Error{ErrorKind::bad_value, "there is no such time of day"};
  std::string out;
  detail::append_time(out, time.microseconds);
  return out;
}

std::optional<Time> parse_time(std::string_view text) {
  if (text.substr(0, 8) == "24:00:00" &&
      (text.size() == 8 ||
       (text.size() > 9 && text[8] == '.' && text.find_first_not_of('0', 9) == text.npos)))
    return Time::end_of_day();
  const std::int64_t time = detail::take_time(text);
  if (time < 0 || !text.empty()) return std::nullopt;
  return Time{time};
}

}  // namespace tenon
