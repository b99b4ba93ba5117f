// JSON with places: a small tree in which every value and every key knows its bytes. It is read
// through nlohmann's SAX interface, which has no places; a cursor over the same text finds them.
// Used for JSON models, tenon.json and revision.json.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/source.hpp"

namespace tenon::base {

struct JsonMember;

/// A JSON value.
struct JsonNode {
  enum class Kind { null, boolean, number, string, array, object };
  Kind kind = Kind::null;
  bool boolean = false;
  std::string text;  ///< string: the value without escapes; number: as it was written
  std::vector<JsonNode> items;
  std::vector<JsonMember> members;  ///< in the document's order; no key occurs twice
  Span span;                        ///< strings with their quotes

  bool is(Kind other) const { return kind == other; }
  /// The member's value, or null when there is none (or this is no object).
  const JsonNode* find(std::string_view key) const;
  const JsonMember* find_member(std::string_view key) const;
};

struct JsonMember {
  std::string key;
  Span key_span;  ///< with its quotes
  JsonNode value;
};

/// "a string", "an object", …: as messages name what was found.
const char* describe(JsonNode::Kind kind);

/// Reads one source as JSON (RFC 8259). Refused with their place: syntax errors, text after the
/// value, a byte order mark, invalid UTF-8, half a surrogate pair, a key that occurs twice in one
/// object, more than 100 levels, a number of more than 1,000 characters or beyond double's range,
/// more than 256 MiB. None when there was an error. Of the member `unread` of the document only
/// kind and place are kept.
std::optional<JsonNode> parse_json(const Sources& sources, int source, Diagnostics& diagnostics,
                                   std::string_view unread = {});

}  // namespace tenon::base
