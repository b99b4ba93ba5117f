// A JSON text as a small tree that keeps what the library's own would lose: numbers as they were
// written, duplicate keys, which may be an error, depth within a limit.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tenon::detail {

struct JsonValue {
  enum class Kind { null, boolean, number, text, array, object };
  Kind kind = Kind::null;
  bool boolean = false;
  std::string text;                 ///< the number as written, or the text
  std::vector<JsonValue> elements;  ///< of an array, or the values of an object
  std::vector<std::string> names;   ///< of an object, beside `elements`
};

struct JsonLimits {
  int depth = 64;
  bool takes_duplicates = false;  ///< members of one name, in their order
};

/// Reads a whole text as RFC 8259 has it, strictly. On failure `problem` says what is wrong in a
/// few words, with the byte where it was seen, and nothing of the text.
bool parse_json(std::string_view text, JsonValue& out, std::string& problem,
                JsonLimits limits = {});

}  // namespace tenon::detail
