#include "frontend/json/keyword.hpp"

#include <algorithm>

#include "base/codes.hpp"
#include "base/names.hpp"
#include "base/text.hpp"
#include "frontend/json/definition.hpp"

namespace tenon::frontend::json {
namespace {

namespace codes = base::codes;
using base::quote;
using Names = std::vector<std::string>;

// Every keyword of draft 2020-12 and the retired ones of drafts 4 to 2019-09: so that a keyword is
// refused as what it is, and not taken for a slip of the pen.
const Names& standard_keywords() {
  static const Names all = {"$anchor",
                            "$comment",
                            "$defs",
                            "$dynamicAnchor",
                            "$dynamicRef",
                            "$id",
                            "$recursiveAnchor",
                            "$recursiveRef",
                            "$ref",
                            "$schema",
                            "$vocabulary",
                            "additionalItems",
                            "additionalProperties",
                            "allOf",
                            "anyOf",
                            "const",
                            "contains",
                            "contentEncoding",
                            "contentMediaType",
                            "contentSchema",
                            "default",
                            "definitions",
                            "dependencies",
                            "dependentRequired",
                            "dependentSchemas",
                            "deprecated",
                            "description",
                            "else",
                            "enum",
                            "examples",
                            "exclusiveMaximum",
                            "exclusiveMinimum",
                            "format",
                            "if",
                            "items",
                            "maxContains",
                            "maxItems",
                            "maxLength",
                            "maxProperties",
                            "maximum",
                            "minContains",
                            "minItems",
                            "minLength",
                            "minProperties",
                            "minimum",
                            "multipleOf",
                            "not",
                            "oneOf",
                            "pattern",
                            "patternProperties",
                            "prefixItems",
                            "properties",
                            "propertyNames",
                            "readOnly",
                            "required",
                            "then",
                            "title",
                            "type",
                            "unevaluatedItems",
                            "unevaluatedProperties",
                            "uniqueItems",
                            "writeOnly"};
  return all;
}

bool holds(const Names& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

std::string hint_for(const std::string& key, Role role) {
  if (key == "definitions") return "write $defs";
  if (key == "enum" && role == Role::property)
    return "give the enum a name in $defs and refer to it with $ref";
  if (key == "exclusiveMinimum" || key == "exclusiveMaximum")
    return "minimum and maximum are bounds that are allowed themselves";
  if (key == "anyOf" || key == "oneOf")
    return "a field that may be NULL is left out of required, or has the type [\"…\", \"null\"]";
  return {};
}

}  // namespace

const Names& keywords_of(Role role) {
  static const Names root = {"$schema",     "$id",   "$comment", "$defs",
                             "description", "title", "x-tenon"};
  static const Names object = {"$comment", "allOf", "description", "properties",
                               "required", "type",  "x-tenon"};
  static const Names enumeration = {"$comment", "description", "enum", "type", "x-tenon"};
  static const Names property = {"$comment",    "$ref",      "contentEncoding", "default",
                                 "description", "format",    "maxLength",       "maximum",
                                 "minLength",   "minimum",   "pattern",         "readOnly",
                                 "type",        "writeOnly", "x-tenon"};
  static const Names input = {"format", "maxLength", "minLength", "pattern"};
  switch (role) {
    case Role::root:
      return root;
    case Role::object:
      return object;
    case Role::enumeration:
      return enumeration;
    case Role::property:
      return property;
    case Role::input:
      return input;
  }
  return root;
}

void check_keywords(const base::JsonNode& node, Role role, base::Diagnostics& diagnostics) {
  const Names& known = keywords_of(role);
  for (const base::JsonMember& member : node.members) {
    if (holds(known, member.key)) continue;
    const std::string meant = hint_for(member.key, role);
    if (holds(standard_keywords(), member.key))
      diagnostics.error(codes::unsupported_keyword, key_place(member),
                        "the keyword " + quote(member.key) + " means nothing here",
                        meant.empty() ? "leave it out" : meant);
    else
      diagnostics.error(codes::unknown_keyword, key_place(member),
                        "unknown keyword " + quote(member.key),
                        base::known_hint(member.key, known, "keywords here"));
  }
}

}  // namespace tenon::frontend::json
