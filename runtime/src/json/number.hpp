// The numbers of JSON as the types that hold them, without silent rounding.
#pragma once

#include <cstdint>
#include <optional>
#include <string_view>

#include <tenon/decimal.hpp>

namespace tenon::detail {

/// As JSON writes a whole number: no plus, no zeros in front, no spaces.
bool is_whole_number(std::string_view text);

/// How a number fits a floating-point type.
enum class Fit : std::uint8_t {
  good,      ///< a fraction is rounded to the nearest number that there is
  infinite,  ///< beyond the greatest number
  inexact    ///< a whole number that would become another one, or one that would become zero
};

/// Reads a number of JSON. A whole number is held when the type has it, or when it is what the type
/// shows in the fewest digits, as clients write theirs: 1152921504606847000 for 2^60.
Fit read_real(std::string_view number, double& out);
Fit read_real(std::string_view number, float& out);

/// A number of JSON without its exponent: "1.5e3" as "1500". Nothing when it would grow beyond
/// reason.
std::optional<Decimal> decimal_of(std::string_view number);

/// What the texts of decimals have beside numbers: NaN and infinities.
bool is_not_finite(std::string_view text);

}  // namespace tenon::detail
