// A decimal made to fit the column it goes to; one rule for all databases.
#pragma once

#include <tenon/decimal.hpp>
#include <tenon/value_kind.hpp>

namespace tenon::detail {

/// `value` with the column's scale. Throws Error bad_value when it has more digits than the column:
/// databases would round it, each in its own way.
Decimal fitted(const Decimal& value, Numeric type);

}  // namespace tenon::detail
