// Numbers that are read as another type than the column's, where nothing is lost; one rule and one
// wording for all databases.
#pragma once

#include <cstdint>
#include <limits>
#include <string_view>

#include <tenon/decimal.hpp>

namespace tenon::detail {

/// Throws Error bad_value: the number is beyond an integer type of this range.
[[noreturn]] void refuse_range(std::string_view column, std::int64_t least, std::int64_t most);

/// `value` as a smaller type. Throws Error bad_value, which names the column and the range.
template <class Integer>
Integer fitted_integer(std::string_view column, std::int64_t value) {
  using Limits = std::numeric_limits<Integer>;
  if (value < Limits::min() || value > Limits::max())
    refuse_range(column, Limits::min(), Limits::max());
  return static_cast<Integer>(value);
}

/// A number without a fraction. Throws Error bad_value for a fraction, NaN, and what is beyond 64
/// bits.
std::int64_t whole_number(std::string_view column, double value);
std::int64_t whole_number(std::string_view column, const Decimal& value);

/// Throws Error bad_value when it is between two doubles.
double exact_double(std::string_view column, std::int64_t value);
/// Throws Error bad_value when it is between two floats or beyond them. NaN and the infinities are
/// what they were.
float exact_float(std::string_view column, double value);

}  // namespace tenon::detail
