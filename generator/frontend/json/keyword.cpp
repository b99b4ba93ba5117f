#include "frontend/json/keyword.hpp"

#include <algorithm>
#include <array>

#include "base/codes.hpp"
#include "base/names.hpp"
#include "base/text.hpp"
#include "frontend/json/definition.hpp"
#include "model/vocabulary.hpp"

namespace tenon::frontend::json {
namespace {

namespace codes = base::codes;
using base::JsonMember;
using base::JsonNode;
using base::quote;
using Kind = JsonNode::Kind;
using Names = std::vector<std::string>;

struct Foreign {
  const char* name;
  const char* hint;
};

constexpr const char* needs_table =
    "what a list holds is said by \"items\"; more is a rule of the application, or a table of its "
    "own";
constexpr const char* one_schema =
    "a column has one type and a table one set of columns: say it in one schema, or as a rule of "
    "the application";
constexpr const char* may_be_null =
    "a field that may be NULL is left out of required, or has the type [\"…\", \"null\"]";
constexpr const char* no_anchor = "a $ref names a member of $defs: \"#/$defs/Role\"";
constexpr const char* exclusive = "minimum and maximum are bounds that are allowed themselves";
constexpr const char* closed = "the members of an object are its properties, and no others";

// Every keyword of draft 2020-12 that has no meaning for a table, the retired ones of drafts 4 to
// 2019-09, and OpenAPI 3.0's own: each is refused as what it is, and not taken for a slip of the
// pen.
constexpr std::array<Foreign, 34> foreign = {{
    {"$anchor", no_anchor},
    {"$dynamicAnchor", no_anchor},
    {"$dynamicRef", no_anchor},
    {"$recursiveAnchor", no_anchor},
    {"$recursiveRef", no_anchor},
    {"$vocabulary", "it stands in meta-schemas; leave it out"},
    {"additionalItems", needs_table},
    {"anyOf", may_be_null},
    {"const", "a value that is always the same needs no column; a default may be meant"},
    {"contains", needs_table},
    {"contentMediaType", "the database does not look into a value; leave it out"},
    {"contentSchema", "the database does not look into a value; leave it out"},
    {"definitions", "write $defs"},
    {"dependencies", one_schema},
    {"dependentRequired", one_schema},
    {"dependentSchemas", one_schema},
    {"deprecated", "say it in the description"},
    {"else", one_schema},
    {"example", "write \"examples\": […]"},
    {"exclusiveMaximum", exclusive},
    {"exclusiveMinimum", exclusive},
    {"if", one_schema},
    {"maxContains", needs_table},
    {"maxProperties", closed},
    {"minContains", needs_table},
    {"minProperties", closed},
    {"not", one_schema},
    {"nullable", may_be_null},
    {"oneOf", may_be_null},
    {"patternProperties", closed},
    {"prefixItems", needs_table},
    {"propertyNames", closed},
    {"then", one_schema},
    {"unevaluatedItems", needs_table},
}};

bool holds(const Names& names, std::string_view name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

bool is_ours(std::string_view key) {
  for (const Role role :
       {Role::root, Role::object, Role::enumeration, Role::property, Role::element, Role::input})
    if (holds(keywords_of(role), key)) return true;
  return false;
}

// Why a keyword of the standard means nothing here.
std::string hint_for(std::string_view key, Role role) {
  for (const Foreign& one : foreign)
    if (key == one.name) return one.hint;
  if (key == "enum" && role == Role::property)
    return "give the enum a name in $defs and refer to it with $ref";
  if (key == "$defs") return "it stands at the root of the document";
  if (key == "allOf") return "mix-ins belong to an object of $defs";
  if (key == "$ref") return "a property refers to an enum; an object has mix-ins: \"allOf\"";
  if (role == Role::root) return "it belongs into a schema of \"$defs\"";
  return "leave it out";
}

bool is_foreign(std::string_view key) {
  return std::any_of(foreign.begin(), foreign.end(),
                     [&](const Foreign& one) { return key == one.name; });
}

void check_text(const JsonMember& member, base::Diagnostics& diagnostics) {
  if (member.value.is(Kind::string)) return;
  diagnostics.error(codes::wrong_value, member.value.span,
                    quote(member.key) + " is a string, not " + base::describe(member.value.kind),
                    "write \"" + member.key + "\": \"…\", or leave it out");
}

void check_dialect(const JsonMember& member, base::Diagnostics& diagnostics) {
  const std::string& value = member.value.text;
  const bool other = value.find("json-schema.org/") != std::string::npos &&
                     value.find("/draft/2020-12/schema") == std::string::npos;
  if (other)
    diagnostics.error(codes::wrong_value, located_text(member.value).span,
                      "models are JSON Schema draft 2020-12, not " + quote(value),
                      "write \"$schema\": \"https://json-schema.org/draft/2020-12/schema\"");
}

// Keywords that say nothing of a table, but do no harm to one: what they hold is looked at.
void check_annotation(const JsonMember& member, base::Diagnostics& diagnostics) {
  const std::string& key = member.key;
  if (key == "title" || key == "$comment" || key == "$id" || key == "$schema")
    check_text(member, diagnostics);
  if (key == "$schema") check_dialect(member, diagnostics);
  if (key == "examples" && !member.value.is(Kind::array))
    diagnostics.error(codes::wrong_value, member.value.span,
                      std::string{"'examples' is a list, not "} + base::describe(member.value.kind),
                      "write \"examples\": […], or leave it out");
  const bool is_closing = key == "additionalProperties" || key == "unevaluatedProperties";
  if (is_closing && (!member.value.is(Kind::boolean) || member.value.boolean))
    diagnostics.error(codes::wrong_value, member.value.span,
                      quote(key) + " can only be false: a table has no other columns",
                      "write " + quote(key) + ": false, or leave it out");
}

Names sum(const Names& one, const Names& other) {
  Names all = one;
  for (const std::string& name : other)
    if (!holds(all, name)) all.push_back(name);
  return all;
}

// Where the words of this role's x-tenon stand; those of elements and inputs are few.
const model::Word* word_of(std::string_view key, Role role) {
  if (role == Role::property) return model::find_word(key, model::Place::field);
  if (role == Role::enumeration) return model::find_word(key, model::Place::enumeration);
  if (role == Role::object || role == Role::root_object)
    return model::find_word(key, model::Place::entity);
  return nullptr;
}

std::string word_hint(std::string_view key, Role role) {
  const model::Word& word = *word_of(key, role);
  const std::string example{word.json_example};
  return "write " + (word.json_keywords.empty() ? "\"x-tenon\": {" + example + "}" : example);
}

}  // namespace

bool is_bare_word(std::string_view key, Role role) {
  const model::Word* word = word_of(key, role);
  return word != nullptr && word->supported && !holds(keywords_of(role), key);
}

const Names& keywords_of(Role role) {
  static const Names root = {"$schema",     "$id",   "$comment", "$defs",
                             "description", "title", "examples", "x-tenon"};
  static const Names object = {"$comment",
                               "title",
                               "examples",
                               "allOf",
                               "description",
                               "properties",
                               "additionalProperties",
                               "unevaluatedProperties",
                               "required",
                               "type",
                               "x-tenon"};
  static const Names root_object = sum(root, object);
  static const Names enumeration = {"$comment", "title", "examples", "description",
                                    "enum",     "type",  "x-tenon"};
  static const Names property = {
      "$comment",   "title",       "examples",    "$ref",      "contentEncoding", "default",
      "deprecated", "description", "format",      "items",     "maxItems",        "maxLength",
      "maximum",    "minItems",    "minLength",   "minimum",   "multipleOf",      "pattern",
      "readOnly",   "type",        "uniqueItems", "writeOnly", "x-tenon"};
  static const Names element = {
      "$comment", "title",     "$ref",    "contentEncoding", "description", "format", "maxLength",
      "maximum",  "minLength", "minimum", "multipleOf",      "pattern",     "type",   "x-tenon"};
  static const Names input = {"$comment", "format", "maxLength", "minLength", "pattern", "x-tenon"};
  switch (role) {
    case Role::root:
      return root;
    case Role::object:
      return object;
    case Role::root_object:
      return root_object;
    case Role::enumeration:
      return enumeration;
    case Role::property:
      return property;
    case Role::element:
      return element;
    case Role::input:
      return input;
  }
  return root;
}

bool check_keywords(const base::JsonNode& node, Role role, base::Diagnostics& diagnostics) {
  const Names& known = keywords_of(role);
  const JsonMember* closed_here = node.find_member("additionalProperties");
  if (closed_here != nullptr && node.find("allOf") != nullptr)
    diagnostics.error(codes::unsupported_keyword, key_place(*closed_here),
                      "'additionalProperties' beside 'allOf' forbids the mix-ins' own members",
                      "write \"unevaluatedProperties\": false");
  bool is_of_a_table = true;
  for (const JsonMember& member : node.members) {
    if (holds(known, member.key)) {
      check_annotation(member, diagnostics);
    } else if (is_foreign(member.key) || is_ours(member.key)) {
      is_of_a_table = false;
      diagnostics.error(codes::unsupported_keyword, key_place(member),
                        "the keyword " + quote(member.key) + " means nothing here",
                        hint_for(member.key, role));
    } else {
      diagnostics.error(
          codes::unknown_keyword, key_place(member), "unknown keyword " + quote(member.key),
          is_bare_word(member.key, role) ? word_hint(member.key, role)
                                         : base::known_hint(member.key, known, "keywords here"));
    }
  }
  return is_of_a_table;
}

}  // namespace tenon::frontend::json
