// Any JSON value, as its text: no JSON library comes with it.
#pragma once

#include <optional>
#include <string>
#include <string_view>

namespace tenon {

/// JSON of any shape (PostgreSQL: jsonb; SQLite: TEXT). A column that may be NULL is
/// std::optional<Json>; the JSON value null is another thing than NULL.
///
/// Both databases get and give the canonical text: no white space; members sorted by the length of
/// their names in bytes and then by the bytes, of several with one name the last (as jsonb does,
/// PostgreSQL manual, 8.14); numbers without exponent, superfluous zeros and a minus before zero,
/// and never rounded; in texts only what has to be escaped is. So equal values have equal texts,
/// and `==` in a filter means the same on both. There is no order.
struct Json {
  std::string text = "null";

  /// Whether the values are equal: their canonical texts are. What is no JSON equals its own text.
  friend bool operator==(const Json& a, const Json& b);
};

/// The canonical text of a value that may be written in any way that RFC 8259 allows. Nothing when
/// it is no JSON, or none that jsonb holds: U+0000, half a surrogate pair, invalid UTF-8, a number
/// with an exponent beyond ±1000, with 4,933 digits or more before the point or more behind it than
/// a numeric has, nested deeper than 1000.
/// Sending such a value throws Error bad_value.
std::optional<Json> canonical_json(std::string_view text);

}  // namespace tenon
