#include <tenon/chrono.hpp>

#include <limits>

#include <tenon/error.hpp>

namespace tenon::detail {
namespace {

[[noreturn]] void refuse(const char* message) { throw Error{ErrorKind::bad_value, message}; }

}  // namespace

std::int64_t microseconds_of(std::int64_t ticks, std::int64_t factor) {
  std::int64_t result = 0;
  if (__builtin_mul_overflow(ticks, factor, &result) || Timestamp{result}.is_infinite())
    refuse("a point in time lies beyond the years of a timestamp");
  return result;
}

std::int64_t ticks_of(std::int64_t microseconds, std::int64_t factor) {
  if (Timestamp{microseconds}.is_infinite()) refuse("infinity is no point in time of std::chrono");
  if (microseconds % factor != 0) refuse("the point in time is finer than its std::chrono type");
  return microseconds / factor;
}

Interval interval_of(std::int64_t ticks, std::int64_t factor) {
  std::int64_t result = 0;
  if (__builtin_mul_overflow(ticks, factor, &result))
    refuse("a duration is longer than an interval");
  return {0, 0, result};
}

std::int64_t ticks_of(const Interval& interval, std::int64_t factor) {
  if (interval.months != 0 || interval.days != 0)
    refuse("the length of months and days depends on the date");
  if (interval.microseconds % factor != 0)
    refuse("the interval is finer than its std::chrono type");
  return interval.microseconds / factor;
}

Date date_of(std::int64_t days) {
  if (days < std::numeric_limits<std::int32_t>::min() ||
      days > std::numeric_limits<std::int32_t>::max())
    refuse("a day lies beyond the years of a date");
  return {static_cast<std::int32_t>(days)};
}

void check_year(Date date) {
  using std::chrono::year;
  static constexpr std::chrono::sys_days first = year::min() / 1 / 1;
  static constexpr std::chrono::sys_days last = year::max() / 12 / 31;
  const std::chrono::sys_days day{std::chrono::days{date.days}};
  if (day < first || day > last) refuse("a day lies beyond the years of std::chrono::year");
}

void refuse_day() { refuse("there is no such day in the calendar"); }

}  // namespace tenon::detail
