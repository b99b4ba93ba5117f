#include "decimal_fit.hpp"

#include <tenon/error.hpp>

namespace tenon::detail {

Decimal fitted(const Decimal& value, Numeric type) {
  if (type.precision == 0) return value;
  const std::optional<Decimal> rescaled = value.rescaled(type.scale);
  if (!rescaled || rescaled->precision() > type.precision) {
    throw Error{ErrorKind::bad_value, "a decimal does not fit numeric(" +
                                          std::to_string(type.precision) + ", " +
                                          std::to_string(type.scale) + ")"};
  }
  return *rescaled;
}

}  // namespace tenon::detail
