#include <tenon/json.hpp>

#include <charconv>
#include <cmath>
#include <utility>

#include <tenon/error.hpp>

#include "json/canonical.hpp"
#include "utf8.hpp"
#include "value/civil.hpp"

namespace tenon {

namespace {

/// With U+0000, which JSON has, though no database.
bool is_utf8(std::string_view text) {
  if (detail::is_storable_text(text)) return true;
  while (!text.empty()) {
    const std::string_view part = text.substr(0, text.find('\0'));
    if (!detail::is_storable_text(part)) return false;
    text.remove_prefix(part.size() < text.size() ? part.size() + 1 : part.size());
  }
  return true;
}

}  // namespace

std::string JsonWriter::take() {
  needs_comma_ = false;
  name_begin_ = name_end_ = 0;
  return std::exchange(text_, {});
}

void JsonWriter::separate() {
  if (needs_comma_) text_ += ',';
  needs_comma_ = true;
}

void JsonWriter::open(char bracket) {
  separate();
  text_ += bracket;
  needs_comma_ = false;
}

void JsonWriter::close(char bracket) {
  text_ += bracket;
  needs_comma_ = true;
}

void JsonWriter::key(std::string_view name) {
  separate();
  name_begin_ = text_.size();
  detail::append_quoted(text_, name);
  name_end_ = text_.size();
  text_ += ':';
  needs_comma_ = false;
}

void JsonWriter::value(std::nullopt_t) {
  separate();
  text_ += "null";
}

void JsonWriter::value(bool value) {
  separate();
  text_ += value ? "true" : "false";
}

void JsonWriter::value(std::int32_t value) {
  separate();
  text_ += std::to_string(value);
}

void JsonWriter::value(std::int64_t value) {
  if (form_.int64_as_text) return this->value(std::string_view{std::to_string(value)});
  separate();
  text_ += std::to_string(value);
}

void JsonWriter::value(const Decimal& decimal) {
  if (!form_.decimal_as_number) return value(std::string_view{to_string(decimal)});
  separate();
  text_ += to_string(decimal);
}

template <class Number>
void JsonWriter::write_number(Number number) {
  if (!std::isfinite(number)) refuse("a number that is NaN or infinite");
  separate();
  char buffer[32];
  const char* const end = std::to_chars(buffer, buffer + sizeof buffer, number).ptr;
  text_.append(buffer, static_cast<std::size_t>(end - buffer));
}

void JsonWriter::value(double value) { write_number(value); }
void JsonWriter::value(float value) { write_number(value); }

void JsonWriter::value(std::string_view text) {
  if (!is_utf8(text)) refuse("a text that is no UTF-8");
  separate();
  detail::append_quoted(text_, text);
}

void JsonWriter::value(const Json& json) {
  // A reader takes so many levels, of which one is the object and one the list around the value.
  const bool is_element = text_.size() > name_end_ + 1;
  const int depth = form_.every_time ? detail::most_stored_json_depth
                                     : detail::JsonLimits{}.depth - (is_element ? 2 : 1);
  std::string problem;
  std::string text;
  if (!detail::canonical_text(json.text, text, problem, depth))
    refuse("no JSON that is read back: " + problem);
  separate();
  text_ += text;
}

void JsonWriter::value(Timestamp timestamp) {
  write_time(to_string(timestamp), detail::days_of(timestamp.microseconds),
             timestamp.is_infinite());
}

void JsonWriter::value(LocalTimestamp timestamp) {
  write_time(to_string(timestamp), detail::days_of(timestamp.microseconds),
             timestamp.is_infinite());
}

void JsonWriter::value(Date date) { write_time(to_string(date), date.days, false); }

void JsonWriter::value(Time time) {
  if (!time.is_valid()) refuse("a time of day that there is not");
  value(std::string_view{to_string(time)});
}

void JsonWriter::write_time(const std::string& text, std::int64_t days, bool is_infinite) {
  if (!form_.every_time && is_infinite) refuse("a time that is infinite");
  if (!form_.every_time && !detail::has_json_year(days))
    refuse("a time whose year is not one of 0001 to 9999");
  value(std::string_view{text});
}

void JsonWriter::refuse(const std::string& why) const {
  const std::string name = name_end_ == name_begin_
                               ? "a value"
                               : "the member " + text_.substr(name_begin_, name_end_ - name_begin_);
  throw Error{ErrorKind::bad_value, name + " cannot be written as JSON: it is " + why}.set_stored(
      true);
}

}  // namespace tenon
