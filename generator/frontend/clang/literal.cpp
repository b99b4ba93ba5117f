#include "frontend/clang/literal.hpp"

#include <algorithm>
#include <cstdint>

#include "base/text.hpp"

namespace tenon::frontend::clang {
namespace {

int digit_value(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if (c >= 'a' && c <= 'f') return c - 'a' + 10;
  if (c >= 'A' && c <= 'F') return c - 'A' + 10;
  return 99;
}

// Reads digits of the base from `at` on, at most `most`; nothing when there is none.
std::optional<std::uint32_t> read_digits(std::string_view text, std::size_t& at, int base,
                                         std::size_t most) {
  std::uint32_t value = 0;
  const std::size_t begin = at;
  while (at < text.size() && at - begin < most && digit_value(text[at]) < base)
    value = value * static_cast<std::uint32_t>(base) +
            static_cast<std::uint32_t>(digit_value(text[at++]));
  if (at == begin) return std::nullopt;
  return value;
}

bool append_universal(std::string_view text, std::size_t& at, std::size_t digits,
                      std::string& out) {
  const std::size_t begin = at;
  const auto value = read_digits(text, at, 16, digits);
  if (!value || at - begin != digits || *value > 0x10FFFF || (*value >= 0xD800 && *value < 0xE000))
    return false;
  out += base::to_utf8(static_cast<char32_t>(*value));
  return true;
}

// One escape; `at` stands behind the backslash.
bool append_escape(std::string_view text, std::size_t& at, std::string& out) {
  static constexpr std::string_view names = "ntrabfv\\\"'?";
  static constexpr std::string_view values = "\n\t\r\a\b\f\v\\\"'?";
  const char c = text[at];
  if (const std::size_t simple = names.find(c); simple != std::string_view::npos) {
    out += values[simple];
    ++at;
    return true;
  }
  if (c == '\n' || c == '\r') {  // a continued line
    at += text.substr(at, 2) == "\r\n" ? 2 : 1;
    return true;
  }
  if (c == 'u' || c == 'U') return append_universal(text, ++at, c == 'u' ? 4 : 8, out);
  const bool is_hex = c == 'x';
  if (is_hex) ++at;
  const auto value = read_digits(text, at, is_hex ? 16 : 8, is_hex ? 8 : 3);
  if (!value || *value > 0xFF) return false;
  out += static_cast<char>(static_cast<unsigned char>(*value));
  return true;
}

bool is_known_suffix(std::string_view suffix) {
  return suffix.empty() || suffix == "s" || suffix == "sv";
}

std::optional<std::string> read_raw(std::string_view literal) {
  const std::size_t quote = literal.find('"');
  const std::size_t open = literal.find('(', quote);
  if (open == std::string_view::npos) return std::nullopt;
  const std::string end = ")" + std::string{literal.substr(quote + 1, open - quote - 1)} + "\"";
  const std::size_t close = literal.find(end, open);
  if (close == std::string_view::npos || !is_known_suffix(literal.substr(close + end.size())))
    return std::nullopt;
  return base::replace_all(std::string{literal.substr(open + 1, close - open - 1)}, "\r\n", "\n");
}

// An integer of another base in decimal; `digits` has neither prefix nor separators.
std::optional<std::string> to_decimal(std::string_view digits, int base) {
  std::uint64_t value = 0;
  if (digits.empty()) return std::nullopt;
  for (const char c : digits) {
    const int digit = digit_value(c);
    if (digit >= base) return std::nullopt;
    const std::uint64_t limit =
        (UINT64_MAX - static_cast<std::uint64_t>(digit)) / static_cast<std::uint64_t>(base);
    if (value > limit) return std::nullopt;
    value = value * static_cast<std::uint64_t>(base) + static_cast<std::uint64_t>(digit);
  }
  return std::to_string(value);
}

std::optional<std::string> read_integer(std::string_view text, int base) {
  const std::size_t end = text.find_first_of("uUlLzZ");
  const std::string suffix = base::to_lower(text.substr(std::min(end, text.size())));
  static constexpr std::string_view known[] = {"",    "u",   "l", "ul", "lu", "ll",
                                               "ull", "llu", "z", "uz", "zu"};
  bool is_known = false;
  for (const std::string_view one : known) is_known = is_known || suffix == one;
  if (!is_known) return std::nullopt;
  const std::string_view digits = text.substr(0, end);
  if (base != 10) return to_decimal(digits, base);
  if (digits.empty() || digits.find_first_not_of("0123456789") != std::string_view::npos)
    return std::nullopt;
  return std::string{digits};
}

std::optional<std::string> read_float(std::string text) {
  if (!text.empty() && std::string_view{"fFlL"}.find(text.back()) != std::string_view::npos)
    text.pop_back();
  const std::size_t exponent = std::min(text.find_first_of("eE"), text.size());
  std::string mantissa = text.substr(0, exponent);
  if (mantissa.find_first_not_of("0123456789.") != std::string::npos) return std::nullopt;
  if (mantissa.front() == '.') mantissa.insert(0, "0");
  if (mantissa.back() == '.') mantissa += '0';
  std::string_view power = std::string_view{text}.substr(exponent);
  if (!power.empty()) {
    std::string_view digits = power.substr(1);
    if (!digits.empty() && (digits.front() == '-' || digits.front() == '+'))
      digits.remove_prefix(1);
    if (digits.empty() || digits.find_first_not_of("0123456789") != std::string_view::npos)
      return std::nullopt;
  }
  return mantissa + std::string{power};
}

}  // namespace

std::optional<std::string> read_string(std::string_view literal) {
  const std::size_t quote = literal.find('"');
  if (quote == std::string_view::npos) return std::nullopt;
  std::string_view prefix = literal.substr(0, quote);
  const bool is_raw = !prefix.empty() && prefix.back() == 'R';
  if (is_raw) prefix.remove_suffix(1);
  if (!prefix.empty() && prefix != "u8") return std::nullopt;
  if (is_raw) return read_raw(literal);
  std::string result;
  for (std::size_t at = quote + 1; at < literal.size();) {
    if (literal[at] == '"') {
      if (!is_known_suffix(literal.substr(at + 1))) return std::nullopt;
      return result;
    }
    if (literal[at] != '\\') {
      result += literal[at++];
    } else if (++at >= literal.size() || !append_escape(literal, at, result)) {
      return std::nullopt;
    }
  }
  return std::nullopt;  // no closing quote
}

std::optional<std::string> read_number(std::string_view literal) {
  const std::string text = base::replace_all(std::string{literal}, "'", "");
  if (text.empty()) return std::nullopt;
  const bool has_prefix = text.size() > 1 && text[0] == '0';
  const char mark = has_prefix ? text[1] : '\0';
  if (mark == 'x' || mark == 'X') return read_integer(std::string_view{text}.substr(2), 16);
  if (mark == 'b' || mark == 'B') return read_integer(std::string_view{text}.substr(2), 2);
  if (text.find_first_of(".eE") != std::string::npos) return read_float(text);
  return read_integer(text, has_prefix && digit_value(mark) < 10 ? 8 : 10);
}

}  // namespace tenon::frontend::clang
