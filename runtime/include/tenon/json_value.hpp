// Any JSON value, as its text: no JSON library comes with it.
#pragma once

#include <string>

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

}  // namespace tenon
