// Multiples of a number, exactly where the type is exact.
#include <cmath>
#include <optional>

#include <tenon/validate.hpp>

#include "validate/number_text.hpp"

namespace tenon {
namespace {

bool refuse(Violations& violations, std::string_view field, const std::string& multiple) {
  violations.add(field, "multiple_of", "Input should be a multiple of " + multiple,
                 {{"multiple_of", multiple, true}});
  return false;
}

// What is left of 0.3 divided by 0.1 is a rounding error: at most this part of the value counts.
bool is_multiple(double value, double multiple, double precision) {
  if (!std::isfinite(value)) return true;  // check_finite says so
  const double rest = std::fabs(std::fmod(value, multiple));
  const double threshold = std::fabs(value) * precision;
  return rest <= threshold || std::fabs(rest - multiple) <= threshold;
}

// A multiple has no more digits behind the point than the number; both are then whole numbers of
// the same unit. Schoolbook division, of which only the rest counts.
bool is_multiple(const Decimal& value, const Decimal& multiple) {
  const std::optional<Decimal> scaled = value.rescaled(multiple.scale());
  if (!scaled) return false;
  const Decimal divisor{multiple.digits()};
  Decimal rest;
  for (const char digit : scaled->digits()) {
    rest = Decimal{to_string(rest) + digit};
    while (rest >= divisor) rest -= divisor;
  }
  return rest == Decimal{};
}

}  // namespace

bool check_multiple_of(Violations& violations, std::string_view field, std::int64_t value,
                       std::int64_t multiple) {
  return value % multiple == 0 || refuse(violations, field, std::to_string(multiple));
}

bool check_multiple_of(Violations& violations, std::string_view field, std::int32_t value,
                       std::int64_t multiple) {
  return check_multiple_of(violations, field, std::int64_t{value}, multiple);
}

bool check_multiple_of(Violations& violations, std::string_view field, double value,
                       double multiple) {
  return is_multiple(value, multiple, 1e-9) ||
         refuse(violations, field, detail::number_text(multiple));
}

bool check_multiple_of(Violations& violations, std::string_view field, float value,
                       float multiple) {
  return is_multiple(value, multiple, 1e-6) ||
         refuse(violations, field, detail::number_text(multiple));
}

bool check_multiple_of(Violations& violations, std::string_view field, const Decimal& value,
                       const Decimal& multiple) {
  return is_multiple(value, multiple) || refuse(violations, field, to_string(multiple));
}

}  // namespace tenon
