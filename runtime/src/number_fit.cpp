#include "number_fit.hpp"

#include <cmath>
#include <optional>
#include <string>

#include <tenon/error.hpp>

namespace tenon::detail {

namespace {

constexpr double beyond_int64 = 9223372036854775808.0;  // 2^63, which is a double; 2^63 - 1 is none

[[noreturn]] void refuse_number(std::string_view column, const std::string& why) {
  throw Error{ErrorKind::bad_value, "column '" + std::string{column} + "' holds " + why}.set_stored(
      true);
}

}  // namespace

void refuse_range(std::string_view column, std::int64_t least, std::int64_t most) {
  refuse_number(
      column, "a number that is not from " + std::to_string(least) + " to " + std::to_string(most));
}

std::int64_t whole_number(std::string_view column, double value) {
  using Limits = std::numeric_limits<std::int64_t>;
  if (std::isnan(value)) refuse_number(column, "NaN, expected an integer");
  if (value < -beyond_int64 || value >= beyond_int64)
    refuse_range(column, Limits::min(), Limits::max());
  const auto whole = static_cast<std::int64_t>(value);
  if (static_cast<double>(whole) != value)
    refuse_number(column, "a number with a fraction, expected an integer");
  return whole;
}

std::int64_t whole_number(std::string_view column, const Decimal& value) {
  using Limits = std::numeric_limits<std::int64_t>;
  const std::optional<Decimal> whole = value.rescaled(0);
  if (!whole) refuse_number(column, "a number with a fraction, expected an integer");
  const std::optional<std::int64_t> fitted = whole->scaled(0);
  if (!fitted) refuse_range(column, Limits::min(), Limits::max());
  return *fitted;
}

double exact_double(std::string_view column, std::int64_t value) {
  const auto real = static_cast<double>(value);
  if (real >= beyond_int64 || static_cast<std::int64_t>(real) != value)
    refuse_number(column, "an integer that no double is exactly");
  return real;
}

float exact_float(std::string_view column, double value) {
  const auto narrow = static_cast<float>(value);
  if (static_cast<double>(narrow) != value && !std::isnan(value))
    refuse_number(column, "a number that no float of 32 bits is exactly");
  return narrow;
}

}  // namespace tenon::detail
