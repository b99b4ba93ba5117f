#include "json/canonical.hpp"

#include <algorithm>
#include <charconv>
#include <numeric>

#include <tenon/canonical_json.hpp>

namespace tenon::detail {
namespace {

constexpr int most_exponent = 1000;
// Before the point what the reader takes, behind it what a numeric has (PostgreSQL manual, 8.1.2).
constexpr std::size_t most_whole_digits = 4'932;
constexpr std::size_t most_fraction_digits = 16'383;

/// A number as digits and a point alone; false when no numeric holds it.
bool append_number(std::string& to, std::string_view written) {
  const bool is_negative = written.front() == '-';
  if (is_negative) written.remove_prefix(1);
  int exponent = 0;
  const std::size_t mark = written.find_first_of("eE");
  if (mark != std::string_view::npos) {
    std::string_view digits = written.substr(mark + 1);
    if (digits.front() == '+') digits.remove_prefix(1);
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), exponent);
    if (read.ec != std::errc{} || exponent > most_exponent || exponent < -most_exponent)
      return false;
    written = written.substr(0, mark);
  }
  const std::size_t point = std::min(written.find('.'), written.size());
  std::string whole{written.substr(0, point)};
  std::string fraction{written.substr(std::min(point + 1, written.size()))};
  for (; exponent > 0; --exponent) {
    whole += fraction.empty() ? '0' : fraction.front();
    if (!fraction.empty()) fraction.erase(0, 1);
  }
  for (; exponent < 0; ++exponent) {
    fraction.insert(fraction.begin(), whole.empty() ? '0' : whole.back());
    if (!whole.empty()) whole.pop_back();
  }
  whole.erase(0, std::min(whole.find_first_not_of('0'), whole.size()));
  fraction.erase(fraction.find_last_not_of('0') + 1);
  if (whole.size() > most_whole_digits || fraction.size() > most_fraction_digits) return false;
  if (is_negative && !(whole.empty() && fraction.empty())) to += '-';
  to += whole.empty() ? "0" : whole;
  if (!fraction.empty()) to += '.' + fraction;
  return true;
}

bool append_text(std::string& to, std::string_view text, std::string& problem) {
  if (text.find('\0') != std::string_view::npos) {
    problem = "the character U+0000, which no database holds";
    return false;
  }
  append_quoted(to, text);
  return true;
}

bool append_object(std::string& to, const JsonValue& value, std::string& problem) {
  const std::vector<std::string>& names = value.names;
  std::vector<std::size_t> order(names.size());
  std::iota(order.begin(), order.end(), std::size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) {
    return names[a].size() != names[b].size() ? names[a].size() < names[b].size()
                                              : names[a] < names[b];
  });
  to += '{';
  for (std::size_t i = 0; i < order.size(); ++i) {
    const bool is_last = i + 1 == order.size() || names[order[i]] != names[order[i + 1]];
    if (!is_last) continue;
    if (to.back() != '{') to += ',';
    if (!append_text(to, names[order[i]], problem)) return false;
    to += ':';
    if (!append_canonical(to, value.elements[order[i]], problem)) return false;
  }
  to += '}';
  return true;
}

bool append_array(std::string& to, const JsonValue& value, std::string& problem) {
  to += '[';
  for (const JsonValue& element : value.elements) {
    if (&element != value.elements.data()) to += ',';
    if (!append_canonical(to, element, problem)) return false;
  }
  to += ']';
  return true;
}

}  // namespace

bool append_canonical(std::string& to, const JsonValue& value, std::string& problem) {
  switch (value.kind) {
    case JsonValue::Kind::null:
      to += "null";
      return true;
    case JsonValue::Kind::boolean:
      to += value.boolean ? "true" : "false";
      return true;
    case JsonValue::Kind::number:
      if (append_number(to, value.text)) return true;
      problem = "a number with more digits than databases hold";
      return false;
    case JsonValue::Kind::text:
      return append_text(to, value.text, problem);
    case JsonValue::Kind::array:
      return append_array(to, value, problem);
    case JsonValue::Kind::object:
      return append_object(to, value, problem);
  }
  return false;
}

bool canonical_text(std::string_view text, std::string& out, std::string& problem, int depth) {
  JsonValue value;
  if (!parse_json(text, value, problem, {depth, true})) return false;
  return append_canonical(out, value, problem);
}

std::string without_space(std::string_view json) {
  std::string out;
  out.reserve(json.size());
  bool is_text = false;
  for (std::size_t at = 0; at < json.size(); ++at) {
    const char c = json[at];
    if (is_text && c == '\\') {
      out += c;
      if (++at < json.size()) out += json[at];
      continue;
    }
    if (c == '"') is_text = !is_text;
    if (is_text || (c != ' ' && c != '\n' && c != '\r' && c != '\t')) out += c;
  }
  return out;
}

void append_quoted(std::string& to, std::string_view text) {
  constexpr char hex[] = "0123456789abcdef";
  constexpr std::string_view marks = "\"\\\b\f\n\r\t";
  constexpr std::string_view letters = "\"\\bfnrt";
  to += '"';
  for (const char c : text) {
    const std::size_t mark = marks.find(c);
    if (mark != std::string_view::npos) {
      to += '\\';
      to += letters[mark];
    } else if (static_cast<unsigned char>(c) < 0x20) {
      to += "\\u00";
      to += hex[c >> 4];
      to += hex[c & 15];
    } else {
      to += c;
    }
  }
  to += '"';
}

}  // namespace tenon::detail

namespace tenon {

bool operator==(const Json& a, const Json& b) {
  if (a.text == b.text) return true;
  const std::optional<Json> left = canonical_json(a.text);
  const std::optional<Json> right = canonical_json(b.text);
  return left && right && left->text == right->text;
}

std::optional<Json> canonical_json(std::string_view text) {
  Json json{""};
  std::string problem;
  if (!detail::canonical_text(text, json.text, problem)) return std::nullopt;
  return json;
}

}  // namespace tenon
