// PostgreSQL's binary numeric: digits of base 10,000 around a decimal point.
#pragma once

#include <optional>
#include <string>
#include <string_view>

#include <tenon/decimal.hpp>

namespace tenon::postgresql {

void append_numeric(std::string& to, const Decimal& value);

/// Nothing for NaN, the infinities and malformed bytes.
std::optional<Decimal> read_numeric(std::string_view bytes);

}  // namespace tenon::postgresql
