#include "json/number.hpp"

#include <algorithm>
#include <charconv>
#include <string>

namespace tenon::detail {
namespace {

/// Without the zeros at its end.
std::string_view significant(std::string_view digits) {
  return digits.substr(0, digits.find_last_not_of('0') + 1);
}

bool has_value(std::string_view number) {
  return number.substr(0, number.find_first_of("eE")).find_first_of("123456789") !=
         std::string_view::npos;
}

/// Whether a number that is out of range is too large, and not too small.
bool is_large(std::string_view number) {
  const std::size_t mark = number.find_first_of("eE");
  const std::string_view mantissa = number.substr(0, mark);
  const std::size_t point = std::min(mantissa.find('.'), mantissa.size());
  const std::size_t first = mantissa.find_first_of("123456789");
  std::int64_t exponent = 0;
  if (mark != std::string_view::npos) {
    std::string_view digits = number.substr(mark + 1);
    if (digits.front() == '+') digits.remove_prefix(1);
    const auto read = std::from_chars(digits.data(), digits.data() + digits.size(), exponent);
    if (read.ec != std::errc{}) return digits.front() != '-';
  }
  return static_cast<std::int64_t>(point) - static_cast<std::int64_t>(first) + exponent > 0;
}

template <class Real>
bool holds(Real value, std::string_view whole) {
  if (whole.front() == '-') {
    whole.remove_prefix(1);
    value = -value;
  }
  char buffer[400];
  char* end = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::fixed, 0).ptr;
  const std::string_view exact{buffer, static_cast<std::size_t>(end - buffer)};
  if (exact == whole) return true;
  if (exact.size() != whole.size()) return false;
  end = std::to_chars(buffer, buffer + sizeof buffer, value, std::chars_format::scientific).ptr;
  std::string fewest{buffer, static_cast<std::size_t>(std::find(buffer, end, 'e') - buffer)};
  if (fewest.size() > 1) fewest.erase(1, 1);  // the point
  return significant(fewest) == significant(whole);
}

template <class Real>
Fit read(std::string_view number, Real& out) {
  const auto read = std::from_chars(number.data(), number.data() + number.size(), out);
  if (read.ec != std::errc{}) return is_large(number) ? Fit::infinite : Fit::inexact;
  if (out == 0) return has_value(number) ? Fit::inexact : Fit::good;
  const bool is_whole = number.find_first_of(".eE") == std::string_view::npos;
  return !is_whole || holds(out, number) ? Fit::good : Fit::inexact;
}

}  // namespace

bool is_whole_number(std::string_view text) {
  if (!text.empty() && text.front() == '-') text.remove_prefix(1);
  return !text.empty() && text.find_first_not_of("0123456789") == std::string_view::npos &&
         (text.size() == 1 || text.front() != '0');
}

Fit read_real(std::string_view number, double& out) { return read(number, out); }
Fit read_real(std::string_view number, float& out) { return read(number, out); }

std::optional<Decimal> decimal_of(std::string_view number) {
  const std::size_t mark = number.find_first_of("eE");
  if (mark == std::string_view::npos) return parse_decimal(number);
  int exponent = 0;
  std::string_view written = number.substr(mark + 1);
  if (written.front() == '+') written.remove_prefix(1);
  const auto [stop, error] =
      std::from_chars(written.data(), written.data() + written.size(), exponent);
  if (error != std::errc{} || exponent < -500 || exponent > 500) return std::nullopt;
  std::optional<Decimal> mantissa = parse_decimal(number.substr(0, mark));
  if (!mantissa) return std::nullopt;
  std::string digits = mantissa->digits();
  const int scale = mantissa->scale() - exponent;
  if (scale < 0) digits.append(static_cast<std::size_t>(-scale), '0');
  if (scale > 0) {
    if (digits.size() <= static_cast<std::size_t>(scale))
      digits.insert(0, static_cast<std::size_t>(scale) + 1 - digits.size(), '0');
    digits.insert(digits.size() - static_cast<std::size_t>(scale), 1, '.');
  }
  return parse_decimal(mantissa->is_negative() ? "-" + digits : digits);
}

bool is_not_finite(std::string_view text) {
  if (!text.empty() && (text.front() == '+' || text.front() == '-')) text.remove_prefix(1);
  std::string word{text};
  for (char& c : word)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return word == "nan" || word == "inf" || word == "infinity";
}

}  // namespace tenon::detail
