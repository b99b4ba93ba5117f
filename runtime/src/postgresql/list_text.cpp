#include "list_text.hpp"

#include <charconv>
#include <cmath>
#include <cstdint>
#include <string_view>

#include "../decimal_fit.hpp"
#include "../stored.hpp"
#include "../value/civil.hpp"
#include "binary_value.hpp"

namespace tenon::postgresql {

namespace {

/// The year without a sign: those before the first are counted back.
void append_day(std::string& to, const detail::Civil& date) {
  detail::append_padded(to, date.year < 1 ? 1 - date.year : date.year, 4);
  to += '-';
  detail::append_padded(to, date.month, 2);
  to += '-';
  detail::append_padded(to, date.day, 2);
}

std::string date_text(std::int64_t days) {
  const detail::Civil date = detail::civil_from_days(days);
  std::string text;
  append_day(text, date);
  return date.year < 1 ? text + " BC" : text;
}

std::string moment_text(Timestamp moment, const char* zone) {
  if (moment.is_infinite()) return to_string(moment);
  const std::int64_t days = detail::days_of(moment.microseconds);
  const detail::Civil date = detail::civil_from_days(days);
  std::string text;
  append_day(text, date);
  text += ' ';
  detail::append_time(text, moment.microseconds - days * detail::per_day);
  text += zone;
  return date.year < 1 ? text + " BC" : text;
}

/// Each part with its sign, so that no setting of the session gives it another.
std::string interval_text(const Interval& span) {
  constexpr std::int64_t per_minute = 60 * detail::per_second;
  constexpr std::int64_t per_hour = 60 * per_minute;
  std::string text;
  const auto append = [&](std::int64_t size, const char* unit) {
    text += (size < 0 ? "" : "+") + std::to_string(size) + unit;
  };
  append(span.months, " mons ");
  append(span.days, " days ");
  append(span.microseconds / per_hour, " hours ");
  append(span.microseconds % per_hour / per_minute, " mins ");
  append(span.microseconds % per_minute, " us");
  return text;
}

template <class Real>
std::string real_text(Real value) {
  if (std::isnan(value)) return "NaN";
  if (std::isinf(value)) return value > 0 ? "Infinity" : "-Infinity";
  char text[32];
  return {text, std::to_chars(text, text + sizeof text, value).ptr};
}

std::string bytes_text(std::string_view bytes) {
  constexpr std::string_view digits = "0123456789abcdef";
  std::string text = "\\x";
  for (const char c : bytes) {
    const auto byte = static_cast<unsigned char>(c);
    text += digits[byte >> 4U];
    text += digits[byte & 15U];
  }
  return text;
}

std::string element_text(std::size_t at, const Param& element) {
  char refused[8];
  store_short(refused, at, element);  // a time that the server does not hold
  switch (element.kind()) {
    case ValueKind::boolean:
      return element.integer() != 0 ? "t" : "f";
    case ValueKind::int16:
    case ValueKind::int32:
    case ValueKind::int64:
      return std::to_string(element.integer());
    case ValueKind::float32:
      return real_text(static_cast<float>(element.real()));
    case ValueKind::float64:
      return real_text(element.real());
    case ValueKind::text:
    case ValueKind::untyped_text:
      check_text(at, element.text());
      return std::string{element.text()};
    case ValueKind::bytes:
      return bytes_text(element.text());
    case ValueKind::uuid:
      return to_string(*static_cast<const Uuid*>(element.data()));
    case ValueKind::decimal:
      return to_string(detail::fitted(element.decimal(), element.numeric()));
    case ValueKind::timestamp:
      return moment_text(Timestamp{element.integer()}, "+00");
    case ValueKind::local_timestamp:
      return moment_text(Timestamp{element.integer()}, "");
    case ValueKind::date:
      return date_text(element.integer());
    case ValueKind::time:
      return to_string(detail::stored_time(Time{element.integer()}));
    case ValueKind::interval:
      return interval_text(element.interval());
    case ValueKind::json:
      return detail::stored_json(element.text());
    case ValueKind::none:
      break;  // Param makes no arrays of these
  }
  return {};
}

}  // namespace

std::string list_text(std::size_t at, const Param& list) {
  std::string text = "{";
  for (std::size_t i = 0; i < list.size(); ++i) {
    text += i == 0 ? "\"" : ",\"";
    for (const char c : element_text(at, list.element(i))) {
      if (c == '"' || c == '\\') text += '\\';
      text += c;
    }
    text += '"';
  }
  return text += '}';
}

}  // namespace tenon::postgresql
