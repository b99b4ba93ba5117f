// Exact decimal numbers of any size, without binary floating point on the way.
#pragma once

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <type_traits>

namespace tenon {

/// A finite decimal number. It keeps the scale it was given ("1.50" stays "1.50"), but compares by
/// value: 1.50 == 1.5. There is no NaN, no infinity and no negative zero.
class Decimal {
 public:
  Decimal() = default;
  template <class Integer>
  requires(std::is_integral_v<Integer> && !std::is_same_v<Integer, bool>) Decimal(Integer value)
      : Decimal(std::string_view{std::to_string(value)}) {}
  /// Reads digits with at most one point and a sign; throws Error bad_value for anything else.
  explicit Decimal(std::string_view text);
  explicit Decimal(const char* text) : Decimal(std::string_view{text}) {}

  /// units × 10^-scale; scale 0–38.
  static Decimal from_scaled(std::int64_t units, int scale);
  /// The number × 10^scale, when that is a whole number of 64 bits.
  std::optional<std::int64_t> scaled(int scale) const;

  /// Digits after the point.
  int scale() const { return scale_; }
  /// All digits that count: without leading zeros, with the scale's.
  int precision() const;
  bool is_negative() const { return negative_; }
  /// Every digit, most significant first, without sign and point: "150" for 1.50. At least one.
  const std::string& digits() const { return digits_; }
  /// The same number with so many digits after the point; nothing when one but 0 would be lost.
  std::optional<Decimal> rescaled(int scale) const;

  friend Decimal operator+(const Decimal& a, const Decimal& b);
  friend Decimal operator-(const Decimal& a, const Decimal& b);
  friend Decimal operator*(const Decimal& a, const Decimal& b);
  Decimal operator-() const;
  Decimal& operator+=(const Decimal& other) { return *this = *this + other; }
  Decimal& operator-=(const Decimal& other) { return *this = *this - other; }

  friend std::strong_ordering operator<=>(const Decimal& a, const Decimal& b);
  friend bool operator==(const Decimal& a, const Decimal& b) { return std::is_eq(a <=> b); }

 private:
  friend std::optional<Decimal> parse_decimal(std::string_view text);
  Decimal(bool negative, std::string digits, int scale);

  std::string digits_ = "0";
  int scale_ = 0;
  bool negative_ = false;
};

/// "-1234.50": a digit before the point, as many behind it as the scale says, no exponent.
std::string to_string(const Decimal& decimal);
/// As the constructor, with nothing instead of an error. At most 1,000 digits.
std::optional<Decimal> parse_decimal(std::string_view text);

}  // namespace tenon
