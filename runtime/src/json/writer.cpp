#include <tenon/json.hpp>

#include <charconv>
#include <cmath>
#include <utility>

#include <tenon/error.hpp>

#include "json/canonical.hpp"

namespace tenon {

std::string JsonWriter::take() {
  needs_comma_ = false;
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
  value(name);
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
  if (!std::isfinite(number))
    throw Error{ErrorKind::bad_value, "a number is NaN or infinite, which JSON has not"}.set_stored(
        true);
  separate();
  char buffer[32];
  const char* const end = std::to_chars(buffer, buffer + sizeof buffer, number).ptr;
  text_.append(buffer, static_cast<std::size_t>(end - buffer));
}

void JsonWriter::value(double value) { write_number(value); }
void JsonWriter::value(float value) { write_number(value); }

void JsonWriter::value(std::string_view text) {
  separate();
  detail::append_quoted(text_, text);
}

void JsonWriter::value(const Json& json) {
  detail::JsonValue value;
  std::string problem;
  if (!detail::parse_json(json.text, value, problem, {detail::most_stored_json_depth, true}))
    throw Error{ErrorKind::bad_value, "a value is no JSON: " + problem}.set_stored(true);
  separate();
  text_ += json.text;
}

}  // namespace tenon
