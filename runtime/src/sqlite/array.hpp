// An array parameter as SQLite gets it: a copy, in SQLite's own types, that lives as long as it is
// bound.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <tenon/param.hpp>

namespace tenon::sqlite {

/// How a decimal is stored: up to 18 digits as an integer scaled by 10^scale, which sorts and sums;
/// above that as text in canonical form, which only compares equal.
struct StoredDecimal {
  bool is_integer = false;
  std::int64_t integer = 0;
  std::string text;
};

/// Throws Error bad_value when the column's type cannot hold the value.
StoredDecimal stored_decimal(const Decimal& value, Numeric type);

struct Array {
  static constexpr const char* pointer_type = "tenon_array";

  explicit Array(const Param& param);

  std::size_t size = 0;
  // One of these holds the elements.
  std::vector<std::int64_t> integers;
  std::vector<double> reals;
  std::vector<std::string> texts;
  bool is_blob = false;
};

}  // namespace tenon::sqlite
