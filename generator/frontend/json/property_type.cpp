#include "frontend/json/property_type.hpp"

#include <array>
#include <optional>
#include <string>
#include <vector>

#include "base/codes.hpp"
#include "base/names.hpp"
#include "base/text.hpp"

namespace tenon::frontend::json {
namespace {

namespace codes = base::codes;
using base::Diagnostics;
using base::JsonMember;
using base::JsonNode;
using base::quote;
using model::DraftType;
using Kind = JsonNode::Kind;
using Type = DraftType::Kind;

struct Format {
  const char* type;
  const char* format;  // "" = none given
  Type kind;
};

constexpr std::array<Format, 19> formats = {{
    {"boolean", "", Type::boolean},
    {"integer", "", Type::int64},
    {"integer", "int16", Type::int16},
    {"integer", "int32", Type::int32},
    {"integer", "int64", Type::int64},
    {"number", "", Type::float64},
    {"number", "float", Type::float32},
    {"number", "double", Type::float64},
    {"string", "", Type::string},
    {"string", "email", Type::string},
    {"string", "byte", Type::bytes},
    {"string", "date", Type::date},
    {"string", "date-time", Type::timestamp},
    {"string", "date-time-local", Type::local_timestamp},
    {"string", "duration", Type::interval},
    {"string", "time", Type::time},
    {"string", "decimal", Type::decimal},
    {"string", "uri", Type::string},
    {"string", "uuid", Type::uuid},
}};

// The formats of a type, for “did you mean” and for the hint.
std::vector<std::string> formats_of(const std::string& type) {
  std::vector<std::string> names;
  for (const Format& one : formats)
    if (type == one.type && *one.format != '\0') names.emplace_back(one.format);
  return names;
}

// The one type besides "null" that `type` names.
std::optional<base::Located<std::string>> type_name(const JsonNode& type, bool& nullable,
                                                    Diagnostics& diagnostics) {
  if (type.is(Kind::string)) return located_text(type);
  std::optional<base::Located<std::string>> found;
  bool good = type.is(Kind::array) && type.items.size() == 2;
  for (const JsonNode& item : type.items) {
    if (item.is(Kind::string) && item.text == "null")
      nullable = true;
    else if (item.is(Kind::string) && !found)
      found = located_text(item);
    else
      good = false;
  }
  if (good && found && nullable) return found;
  diagnostics.error(codes::unknown_type, type.span,
                    "a column has one type, or [\"…\", \"null\"] when it may be NULL",
                    "write \"type\": \"string\", or \"type\": [\"string\", \"null\"]");
  return std::nullopt;
}

void unknown_format(const base::Located<std::string>& type,
                    const base::Located<std::string>& format, Diagnostics& diagnostics) {
  const std::vector<std::string> names = formats_of(type.value);
  std::string hint = base::did_you_mean(format.value, names);
  if (hint.empty() && !names.empty())
    hint = "formats of " + quote(type.value) + " are " + base::join(names, ", ");
  diagnostics.error(codes::unknown_type, format.span,
                    "no type is " + quote(type.value) + " with the format " + quote(format.value),
                    hint);
}

void unknown_name(const base::Located<std::string>& type, Diagnostics& diagnostics) {
  if (type.value == "object") {
    diagnostics.error(
        codes::unknown_type, type.span,
        "an object has a name: it stands in $defs, and properties refer to it",
        "write \"$ref\": \"#/$defs/Address\", or \"x-tenon\": {\"json\": true} instead "
        "of the type for any JSON");
    return;
  }
  const std::vector<std::string> names = {"array", "boolean", "integer", "number", "string"};
  const std::string meant = base::did_you_mean(type.value, names);
  diagnostics.error(codes::unknown_type, type.span, "unknown type " + quote(type.value),
                    meant.empty() ? "types are array, boolean, integer, number, string" : meant);
}

Type kind_of(const base::Located<std::string>& type, const JsonNode& node,
             Diagnostics& diagnostics) {
  base::Located<std::string> format;
  if (const auto given = text_of(node, "format", diagnostics)) format = *given;
  if (const auto encoding = text_of(node, "contentEncoding", diagnostics)) {
    const bool base64 = encoding->value == "base64" && type.value == "string" &&
                        (format.value.empty() || format.value == "byte");
    if (base64) return Type::bytes;
    diagnostics.error(codes::unknown_type, encoding->span,
                      "'contentEncoding' is base64 of a string without another format",
                      "write \"type\": \"string\", \"contentEncoding\": \"base64\"");
    return Type::unknown;
  }
  bool known = false;
  for (const Format& one : formats) {
    if (type.value != one.type) continue;
    if (format.value == one.format) return one.kind;
    known = true;
  }
  if (known)
    unknown_format(type, format, diagnostics);
  else
    unknown_name(type, diagnostics);
  return Type::unknown;
}

// A reference to an enum (or to a struct: check says what is wrong with that); `target` is what it
// names, or null.
DraftType read_ref(const JsonNode& node, const JsonNode& ref, const Document& document,
                   const Definitions& definitions, const Definition*& target,
                   Diagnostics& diagnostics) {
  DraftType type;
  type.span = ref.span;
  for (const char* key : {"type", "format", "contentEncoding", "items"})
    if (const JsonMember* other = node.find_member(key))
      diagnostics.error(codes::unsupported_keyword, key_place(*other),
                        quote(key) + " beside '$ref' says the type twice", "leave it out");
  target = definitions.resolve(ref, document, diagnostics);
  if (target == nullptr) return type;
  type.kind = Type::named;
  type.name = target->qualified();
  type.span = located_text(ref).span;
  return type;
}

// "x-tenon": {"json": true} beside no type: any value, as JSON Schema has it.
bool is_any_value(const JsonNode& node, Diagnostics& diagnostics) {
  const JsonNode* words = node.find("x-tenon");
  const JsonMember* word = words == nullptr ? nullptr : words->find_member("json");
  if (word == nullptr) return false;
  if (!word->value.is(Kind::boolean) || !word->value.boolean)
    diagnostics.error(codes::wrong_value, word->value.span, "'json' is true, or left out",
                      R"(write "x-tenon": {"json": true})");
  for (const char* key : {"type", "$ref", "format", "contentEncoding"})
    if (const JsonMember* other = node.find_member(key))
      diagnostics.error(codes::unsupported_keyword, key_place(*other),
                        quote(key) + " beside 'json' says less than any value",
                        "leave it out, or 'json'");
  return true;
}

constexpr const char* item_example = "write \"items\": {\"type\": \"string\"}";

// The type of a list's elements, or of no list at all. `is_explained`: that there is none has been
// reported by the keyword that stands in its place.
bool read_items(const JsonNode& node, bool is_list, const base::Span& type, bool is_explained,
                Diagnostics& diagnostics) {
  const JsonMember* items = node.find_member("items");
  if (!is_list && items != nullptr)
    diagnostics.error(codes::unsupported_keyword, key_place(*items),
                      "'items' says what a list holds, and this is none",
                      "write \"type\": \"array\", or leave it out");
  if (!is_list) return false;
  for (const char* key : {"format", "contentEncoding"}) {
    const JsonMember* other = node.find_member(key);
    // Those of rules are refused as what they are.
    const bool is_rule = other != nullptr && other->value.is(Kind::string) &&
                         (other->value.text == "email" || other->value.text == "uri");
    if (other != nullptr && !is_rule)
      diagnostics.error(codes::unsupported_keyword, key_place(*other),
                        quote(key) + " says nothing of a list",
                        "write it into \"items\", beside the type of the elements");
  }
  if (items == nullptr && !is_explained)
    diagnostics.error(codes::unknown_type, type, "a list needs the type of its elements",
                      item_example);
  else if (items != nullptr && !items->value.is(Kind::object))
    diagnostics.error(codes::wrong_value, items->value.span,
                      std::string{"'items' is an object, not "} + base::describe(items->value.kind),
                      item_example);
  return items != nullptr && items->value.is(Kind::object);
}

DraftType read_list(const JsonMember& items, bool optional, const Document& document,
                    const Definitions& definitions, const Definition*& target,
                    Diagnostics& diagnostics) {
  DraftType type = read_type(items, Role::element, document, definitions, target, diagnostics);
  if (type.is_list || type.optional) {
    diagnostics.error(codes::unmappable_type, type.span,
                      type.is_list ? "a list of lists has no column type"
                                   : "the elements of a list are never NULL",
                      type.is_list ? "make a table of its own of the inner lists"
                                   : "write the type without \"null\"");
    type = DraftType{};
    type.span = key_place(items);
  }
  type.is_list = type.kind != Type::unknown;
  type.optional = optional;
  return type;
}

bool is_text(const JsonNode* node, std::string_view text) {
  return node != nullptr && node->is(Kind::string) && node->text == text;
}

}  // namespace

DraftType read_type(const JsonMember& property, Role role, const Document& document,
                    const Definitions& definitions, const Definition*& target,
                    Diagnostics& diagnostics) {
  const JsonNode& node = property.value;
  const JsonNode* given = node.find("type");
  // What stands in an object without a name, or in an inner list, is no fault of its own.
  const bool is_misplaced =
      is_text(given, "object") || (role == Role::element && is_text(given, "array"));
  const bool is_explained = !is_misplaced && !check_keywords(node, role, diagnostics);
  DraftType type;
  type.span = key_place(property);
  if (is_any_value(node, diagnostics)) {
    type.kind = Type::json;
    return type;
  }
  if (const JsonNode* ref = node.find("$ref"))
    return read_ref(node, *ref, document, definitions, target, diagnostics);
  if (given == nullptr) {
    if (is_explained) return type;
    diagnostics.error(
        codes::unknown_type, type.span, "the property " + quote(property.key) + " has no type",
        "give it \"type\", \"$ref\" to an enum, or \"x-tenon\": {\"json\": true} for any value");
    return type;
  }
  const auto name = type_name(*given, type.optional, diagnostics);
  if (!name) return type;
  type.span = name->span;
  const bool is_list = name->value == "array";
  if (read_items(node, is_list, type.span, is_explained, diagnostics))
    return read_list(*node.find_member("items"), type.optional, document, definitions, target,
                     diagnostics);
  if (!is_list) type.kind = kind_of(*name, node, diagnostics);
  return type;
}

}  // namespace tenon::frontend::json
