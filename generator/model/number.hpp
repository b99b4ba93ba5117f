// Numbers as the user wrote them, without a machine type in between: so that 0.1 stays 0.1 and
// 9223372036854775808 is seen to be too large.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tenon::model {

/// The number in plain decimal form (`-12.50`): hexadecimal, binary and octal whole numbers of C++
/// are converted, `.5` becomes `0.5`, `1.` becomes `1.0`, an exponent is written out. None when it
/// is no number, or has more than 400 digits.
std::optional<std::string> plain_number(std::string_view written);

/// A plain number as a float or double holds it, for SQL and C++ to read: unchanged while it is
/// short, else the shortest form that reads back as the same value (`1e300`). None when the type
/// holds no such value: too large, or so small that it would become zero.
std::optional<std::string> real_number(std::string_view plain, bool is_float);

/// Whether a plain number has no point.
bool is_whole_number(std::string_view plain);

/// Negative, zero or positive as a is less than, equal to or greater than b (both plain).
int compare_numbers(std::string_view a, std::string_view b);

/// Whether a number is a multiple of another, which is not zero (both plain).
bool is_multiple(std::string_view number, std::string_view of);

}  // namespace tenon::model
