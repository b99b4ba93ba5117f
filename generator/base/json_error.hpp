// What people are told about a text that is no JSON: the slip, its place, and how to write it.
// Private to base/json, which knows the parser's place in the text.
#pragma once

#include <string>
#include <string_view>

#include "base/diagnostic.hpp"

namespace tenon::base {

/// Where the parser stopped.
struct JsonStop {
  int source = -1;
  std::string_view text;
  std::size_t last = 0;      ///< behind the last value or bracket that was read
  std::size_t position = 0;  ///< how many bytes the parser has seen
  std::string open;          ///< the brackets that are open, as "{[{"
};

/// Whether the text is a number of RFC 8259.
bool is_json_number(std::string_view text);

/// Error json-syntax: a token that begins as a number and is none.
void report_bad_number(const Span& span, std::string_view text, Diagnostics& diagnostics);

/// Error json-syntax: a token that is none of JSON's three words.
void report_bad_word(const Span& span, std::string_view text, Diagnostics& diagnostics);

/// Error json-syntax: `reason` is the parser's own message.
void report_syntax_error(const JsonStop& stop, const std::string& reason, Diagnostics& diagnostics);

}  // namespace tenon::base
