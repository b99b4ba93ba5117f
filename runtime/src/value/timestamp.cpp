#include <tenon/timestamp.hpp>

#include <chrono>

#include "value/civil.hpp"

namespace tenon {
namespace {

using detail::per_day;
using detail::per_second;

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
  std::string out;
  detail::append_date_and_time(out, timestamp.microseconds);
  return out + 'Z';
}

std::optional<Timestamp> parse_timestamp(std::string_view text) {
  if (text == "infinity") return Timestamp::infinity();
  if (text == "-infinity") return Timestamp::negative_infinity();
  const std::optional<std::int64_t> local = detail::take_date_and_time(text);
  if (!local) return std::nullopt;
  const std::optional<std::int64_t> east = take_offset(text);
  if (!east || !text.empty()) return std::nullopt;
  return Timestamp{*local - *east};
}

}  // namespace tenon
