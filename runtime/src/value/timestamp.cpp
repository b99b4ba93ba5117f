#include <tenon/timestamp.hpp>

#include <chrono>
#include <limits>

#include "value/civil.hpp"

namespace tenon {
namespace {

using detail::Civil;

constexpr std::int64_t per_second = 1'000'000;
constexpr std::int64_t per_day = 86'400 * per_second;

/// hh:mm:ss with an optional fraction, in microseconds of the day; -1 when there is none.
std::int64_t take_time(std::string_view& text) {
  const int hour = detail::take_digits(text, 2);
  if (hour < 0 || hour > 23 || !detail::take(text, ':')) return -1;
  const int minute = detail::take_digits(text, 2);
  if (minute < 0 || minute > 59 || !detail::take(text, ':')) return -1;
  const int second = detail::take_digits(text, 2);
  if (second < 0 || second > 59) return -1;
  std::int64_t fraction = 0;
  if (detail::take(text, '.')) {
    std::int64_t unit = per_second / 10;
    std::size_t digits = 0;
    for (; digits < text.size() && text[digits] >= '0' && text[digits] <= '9';
         ++digits, unit /= 10) {
      if (unit == 0 && text[digits] != '0') return -1;
      fraction += (text[digits] - '0') * unit;
    }
    if (digits == 0) return -1;
    text.remove_prefix(digits);
  }
  return ((hour * std::int64_t{60} + minute) * 60 + second) * per_second + fraction;
}

/// Z or ±hh:mm, in microseconds to the east; nothing when there is none.
std::optional<std::int64_t> take_offset(std::string_view& text) {
  if (detail::take(text, 'Z') || detail::take(text, 'z')) return 0;
  const bool west = detail::take(text, '-');
  if (!west && !detail::take(text, '+')) return std::nullopt;
  const int hours = detail::take_digits(text, 2);
  if (hours < 0 || hours > 23 || !detail::take(text, ':')) return std::nullopt;
  const int minutes = detail::take_digits(text, 2);
  if (minutes < 0 || minutes > 59) return std::nullopt;
  const std::int64_t east = (hours * std::int64_t{60} + minutes) * 60 * per_second;
  return west ? -east : east;
}

}  // namespace

Timestamp Timestamp::now() {
  const auto now = std::chrono::system_clock::now().time_since_epoch();
  return {std::chrono::duration_cast<std::chrono::microseconds>(now).count()};
}

std::string to_string(Timestamp timestamp) {
  if (timestamp == Timestamp::infinity()) return "infinity";
  if (timestamp == Timestamp::negative_infinity()) return "-infinity";
  std::int64_t days = timestamp.microseconds / per_day;
  std::int64_t rest = timestamp.microseconds % per_day;
  if (rest < 0) {
    rest += per_day;
    --days;
  }
  std::string out;
  detail::append_date(out, detail::civil_from_days(days));
  out += 'T';
  const std::int64_t seconds = rest / per_second;
  detail::append_padded(out, seconds / 3600, 2);
  out += ':';
  detail::append_padded(out, seconds / 60 % 60, 2);
  out += ':';
  detail::append_padded(out, seconds % 60, 2);
  if (rest % per_second != 0) {
    out += '.';
    detail::append_padded(out, rest % per_second, 6);
  }
  return out + 'Z';
}

std::optional<Timestamp> parse_timestamp(std::string_view text) {
  if (text == "infinity") return Timestamp::infinity();
  if (text == "-infinity") return Timestamp::negative_infinity();
  Civil date;
  if (!detail::take_date(text, date) || text.empty()) return std::nullopt;
  if (!detail::take(text, 'T') && !detail::take(text, 't') && !detail::take(text, ' '))
    return std::nullopt;
  const std::int64_t time = take_time(text);
  if (time < 0) return std::nullopt;
  const std::optional<std::int64_t> east = take_offset(text);
  if (!east || !text.empty()) return std::nullopt;
  const std::int64_t days = detail::days_from_civil(date);
  constexpr std::int64_t most_days = std::numeric_limits<std::int64_t>::max() / per_day - 2;
  if (days > most_days || days < -most_days) return std::nullopt;
  return Timestamp{days * per_day + time - *east};
}

}  // namespace tenon
