// Whether bytes are text as both databases take it. Checked before sending: PostgreSQL cuts text at
// a zero byte in places, and SQLite keeps whatever it gets.
#pragma once

#include <string>
#include <string_view>

namespace tenon::detail {

/// Well-formed UTF-8 (no surrogates, no overlong forms, up to U+10FFFF) without a zero byte.
bool is_storable_text(std::string_view bytes);

/// The text with U+FFFD for each byte that such a text has not.
std::string storable_text(std::string_view bytes);

/// A name that somebody made up, for a report: what is behind a hundred bytes is an ellipsis.
std::string shortened(std::string_view name);

}  // namespace tenon::detail
