#include <tenon/interval.hpp>

#include <limits>

#include "value/civil.hpp"

namespace tenon {
namespace {

constexpr std::int64_t per_minute = 60 * detail::per_second;
constexpr std::int64_t per_hour = 60 * per_minute;

/// One part, a number and its letter; nothing for zero. `sign` is what stood in front.
void append_part(std::string& out, std::int64_t value, int sign, char letter) {
  if (value != 0) out += std::to_string(sign * value) + letter;
}

/// Seconds and their fraction; the sign cannot be left to a whole part of zero.
void append_seconds(std::string& out, std::int64_t microseconds, int sign) {
  if (microseconds == 0) return;
  const std::int64_t value = sign * microseconds;
  const std::int64_t positive = value < 0 ? -value : value;
  if (value < 0) out += '-';
  out += std::to_string(positive / detail::per_second);
  if (positive % detail::per_second != 0) {
    out += '.';
    detail::append_padded(out, positive % detail::per_second, 6);
    while (out.back() == '0') out.pop_back();
  }
  out += 'S';
}

/// The sum of a text's parts, in the unit of one field; `fits` turns false beyond 64 bits.
struct Sum {
  std::int64_t value = 0;
  bool fits = true;

  void add(std::int64_t count, std::int64_t unit) {
    std::int64_t product = 0;
    fits = fits && !__builtin_mul_overflow(count, unit, &product) &&
           !__builtin_add_overflow(value, product, &value);
  }
};

/// One number of a text, with its sign.
struct Number {
  std::int64_t whole = 0;
  std::int64_t fraction = 0;
  bool has_fraction = false;
};

std::optional<Number> take_number(std::string_view& text, int sign) {
  if (detail::take(text, '-')) {
    sign = -sign;
  } else {
    detail::take(text, '+');
  }
  Number number;
  std::size_t digits = 0;
  // Towards its own sign: the least of all has no positive counterpart.
  for (; digits < text.size() && text[digits] >= '0' && text[digits] <= '9'; ++digits) {
    if (__builtin_mul_overflow(number.whole, std::int64_t{10}, &number.whole) ||
        __builtin_add_overflow(number.whole, sign * (text[digits] - '0'), &number.whole))
      return std::nullopt;
  }
  if (digits == 0) return std::nullopt;
  text.remove_prefix(digits);
  number.has_fraction = detail::take(text, '.');
  if (!number.has_fraction) return number;
  number.fraction = detail::take_fraction(text);
  if (number.fraction < 0) return std::nullopt;
  number.fraction *= sign;
  return number;
}

template <class Field>
bool store(const Sum& sum, Field& field) {
  if (!sum.fits || sum.value < std::numeric_limits<Field>::min() ||
      sum.value > std::numeric_limits<Field>::max())
    return false;
  field = static_cast<Field>(sum.value);
  return true;
}

/// The units of the letters before and behind the T, in the order in which they have to stand.
struct Unit {
  char letter;
  std::int64_t size;
};
constexpr Unit date_units[] = {{'Y', 12}, {'M', 1}, {'W', 7}, {'D', 1}};
constexpr Unit time_units[] = {{'H', per_hour}, {'M', per_minute}, {'S', detail::per_second}};

}  // namespace

std::string to_string(const Interval& interval) {
  const auto& [months, days, microseconds] = interval;
  if (interval == Interval{}) return "PT0S";
  const bool is_negative = months <= 0 && days <= 0 && microseconds <= 0;
  const int sign = is_negative ? -1 : 1;
  std::string out = is_negative ? "-P" : "P";
  append_part(out, months / 12, sign, 'Y');
  append_part(out, months % 12, sign, 'M');
  append_part(out, days, sign, 'D');
  if (microseconds != 0) out += 'T';
  append_part(out, microseconds / per_hour, sign, 'H');
  append_part(out, microseconds % per_hour / per_minute, sign, 'M');
  append_seconds(out, microseconds % per_minute, sign);
  return out;
}

std::optional<Interval> parse_interval(std::string_view text) {
  const int sign = detail::take(text, '-') ? -1 : 1;
  if (sign > 0) detail::take(text, '+');
  if (!detail::take(text, 'P') || text.empty()) return std::nullopt;
  Sum months;
  Sum days;
  Sum microseconds;
  const Unit* date = date_units;
  while (!text.empty() && text.front() != 'T') {
    const std::optional<Number> number = take_number(text, sign);
    if (!number || number->has_fraction || text.empty()) return std::nullopt;
    while (date != std::end(date_units) && date->letter != text.front()) ++date;
    if (date == std::end(date_units)) return std::nullopt;
    (date - date_units < 2 ? months : days).add(number->whole, date->size);
    ++date;
    text.remove_prefix(1);
  }
  const bool has_time = detail::take(text, 'T');
  if (has_time && text.empty()) return std::nullopt;
  const Unit* time = time_units;
  while (!text.empty()) {
    const std::optional<Number> number = take_number(text, sign);
    if (!number || text.empty()) return std::nullopt;
    while (time != std::end(time_units) && time->letter != text.front()) ++time;
    if (time == std::end(time_units) || (number->has_fraction && time->letter != 'S'))
      return std::nullopt;
    microseconds.add(number->whole, time->size);
    microseconds.add(number->fraction, 1);
    ++time;
    text.remove_prefix(1);
  }
  Interval interval;
  if (!store(months, interval.months) || !store(days, interval.days) ||
      !store(microseconds, interval.microseconds))
    return std::nullopt;
  return interval;
}

}  // namespace tenon
