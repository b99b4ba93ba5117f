// The canonical text of a JSON value, as <tenon/json_value.hpp> defines it.
#pragma once

#include <string>
#include <string_view>

#include "json/tree.hpp"

namespace tenon::detail {

/// The nesting that a value may have which is no part of a DTO: SQL functions of both databases
/// take it.
constexpr int most_stored_json_depth = 1000;

/// Appends the value; false, with the reason, when no database holds it.
bool append_canonical(std::string& to, const JsonValue& value, std::string& problem);

/// The canonical form of a text, with the same reasons, or those of parse_json.
bool canonical_text(std::string_view text, std::string& out, std::string& problem,
                    int depth = most_stored_json_depth);

/// Valid JSON without the white space between its parts.
std::string without_space(std::string_view json);

/// In quotes, with only those escapes that RFC 8259 demands.
void append_quoted(std::string& to, std::string_view text);

}  // namespace tenon::detail
