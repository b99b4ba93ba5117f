// The one text of a JSON value that both databases keep.
#pragma once

#include <optional>
#include <string_view>

#include <tenon/json_value.hpp>

namespace tenon {

/// The canonical text of a value that may be written in any way that RFC 8259 allows. Nothing when
/// it is no JSON, or none that jsonb holds: U+0000, half a surrogate pair, invalid UTF-8, a number
/// with an exponent beyond ±1000, with 4,933 digits or more before the point or more behind it than
/// a numeric has, nested deeper than 1000.
/// Sending such a value throws Error bad_value.
std::optional<Json> canonical_json(std::string_view text);

}  // namespace tenon
