#include <tenon/json.hpp>

#include <charconv>
#include <cmath>
#include <utility>

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

void JsonWriter::value(std::int64_t value) {
  separate();
  text_ += std::to_string(value);
}

template <class Number>
void JsonWriter::write_number(Number number) {
  if (!std::isfinite(number)) return value(std::nullopt);
  separate();
  char buffer[32];
  const char* const end = std::to_chars(buffer, buffer + sizeof buffer, number).ptr;
  text_.append(buffer, static_cast<std::size_t>(end - buffer));
}

void JsonWriter::value(double value) { write_number(value); }
void JsonWriter::value(float value) { write_number(value); }

void JsonWriter::value(std::string_view text) {
  constexpr char hex[] = "0123456789abcdef";
  separate();
  text_ += '"';
  for (const char c : text) {
    switch (c) {
      case '"':
        text_ += "\\\"";
        break;
      case '\\':
        text_ += "\\\\";
        break;
      case '\n':
        text_ += "\\n";
        break;
      case '\r':
        text_ += "\\r";
        break;
      case '\t':
        text_ += "\\t";
        break;
      default:
        if (static_cast<unsigned char>(c) < 0x20) {
          text_ += "\\u00";
          text_ += hex[c >> 4];
          text_ += hex[c & 15];
        } else {
          text_ += c;
        }
    }
  }
  text_ += '"';
}

}  // namespace tenon
