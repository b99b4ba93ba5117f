#include "frontend/json/meta_schema.hpp"

#include <nlohmann/json.hpp>
#include <string_view>
#include <utility>
#include <vector>

#include "frontend/json/keyword.hpp"
#include "model/vocabulary.hpp"

namespace tenon::frontend::json {
namespace {

using Json = nlohmann::ordered_json;
using model::ArgumentKind;
using model::Parameter;
using model::Place;
using model::Word;
using Count = Parameter::Count;

Json typed(const char* type) { return {{"type", type}}; }

Json ref(const std::string& name) { return {{"$ref", "#/$defs/" + name}}; }

Json described(std::string_view text, const Json& schema) {
  Json all = {{"description", text}};
  all.update(schema);
  return all;
}

Json any_of(std::vector<Json> forms) {
  if (forms.size() == 1) return forms[0];
  return {{"anyOf", std::move(forms)}};
}

Json list_of(Json items) {
  return {{"type", "array"}, {"items", std::move(items)}, {"minItems", 1}};
}

/// A field, SQL, or one of them in descending order.
Json part_of(const Json& field) {
  const auto object = [](const char* key, const char* help, const Json& of) -> Json {
    return {{"type", "object"},
            {"properties", {{key, described(help, of)}}},
            {"required", {key}},
            {"additionalProperties", false}};
  };
  const Json sql = object("sql", "an expression over columns", typed("string"));
  return any_of(
      {field, object("desc", "from the greatest to the least", any_of({field, sql})), sql});
}

Json schema_of(ArgumentKind kind) {
  Json field = {{"type", "string"},
                {"pattern", "^[A-Za-z_][A-Za-z0-9_]*((\\.|::)[A-Za-z_][A-Za-z0-9_]*)*$"}};
  switch (kind) {
    case ArgumentKind::text:
      return typed("string");
    case ArgumentKind::integer:
      return {{"type", "integer"}, {"minimum", 0}};
    case ArgumentKind::number:
    case ArgumentKind::bound:
      return typed("number");
    case ArgumentKind::flag:
      return {{"const", true}};
    case ArgumentKind::field:
    case ArgumentKind::type:
      return field;
    case ArgumentKind::ordering:
      return {{"type", "string"}, {"pattern", "^-?[A-Za-z_][A-Za-z0-9_]*$"}};
    case ArgumentKind::part:
      return part_of(field);
    case ArgumentKind::target:
      return {{"type", "string"}, {"pattern", "[.:]"}};
    case ArgumentKind::entity:
      return {{"type", "string"}, {"pattern", "^[A-Za-z_][A-Za-z0-9_.:]*$"}};
    case ArgumentKind::fields:
      return list_of(field);
    case ArgumentKind::key:
      return {{"type", "object"},
              {"additionalProperties", list_of(field)},
              {"minProperties", 1},
              {"maxProperties", 1}};
    case ArgumentKind::action:
      return {{"enum", {"no_action", "restrict", "cascade", "set_null", "set_default"}}};
    case ArgumentKind::member:
    case ArgumentKind::rule:
    case ArgumentKind::other:
      break;
  }
  return Json::object();
}

bool is_needed(const Parameter& one) {
  return !one.named && (one.count == Count::one || one.count == Count::many);
}

// {"field": "User.id", "on_delete": "cascade"}: every parameter by its name.
Json named_form(const Word& word) {
  Json properties = Json::object();
  Json required = Json::array();
  for (const Parameter& one : word.parameters) {
    const std::string name{one.name};
    const Json form = schema_of(one.kind);
    properties[name] = described(one.help, one.count == Count::many ? list_of(form) : form);
    if (is_needed(one)) required.push_back(name);
  }
  Json all = typed("object");
  all["properties"] = std::move(properties);
  if (!required.empty()) all["required"] = std::move(required);
  all["additionalProperties"] = false;
  return all;
}

// [10, 2]: the parameters without their names. A list of one schema for each place is spelled
// differently in the two drafts, so each item may be any of them.
Json list_form(const std::vector<const Parameter*>& places, std::size_t needed) {
  if (places[0]->count == Count::many) return list_of(schema_of(places[0]->kind));
  std::vector<Json> kinds;
  for (const Parameter* one : places)
    if (kinds.empty() || kinds.back() != schema_of(one->kind))
      kinds.push_back(schema_of(one->kind));
  return {{"type", "array"},
          {"items", any_of(std::move(kinds))},
          {"minItems", needed},
          {"maxItems", places.size()}};
}

Json word_schema(const Word& word) {
  if (word.name == "input") return {{"type", "object"}, {"additionalProperties", ref("input")}};
  if (word.name == "shape") return {{"type", "array"}, {"items", ref("shape")}};
  std::vector<const Parameter*> places;
  std::size_t needed = 0;
  for (const Parameter& one : word.parameters) {
    if (one.named) continue;
    places.push_back(&one);
    if (is_needed(one)) ++needed;
  }
  std::vector<Json> forms;
  if (needed == 0) forms.push_back({{"const", true}});
  const bool is_one = needed == 1 || (needed == 0 && places.size() == 1);
  if (is_one && places[0]->count != Count::many) forms.push_back(schema_of(places[0]->kind));
  if (!places.empty() && (places.size() > 1 || places[0]->count == Count::many))
    forms.push_back(list_form(places, needed));
  if (!word.parameters.empty()) forms.push_back(named_form(word));
  Json form = any_of(std::move(forms));
  return word.repeatable ? Json{{"type", "array"}, {"items", std::move(form)}} : form;
}

Json words_schema(Place place) {
  Json properties = Json::object();
  for (const Word& word : model::vocabulary()) {
    if (word.place != place || !word.supported || !word.json_keywords.empty()) continue;
    properties[std::string{word.name}] = described(word.help, word_schema(word));
  }
  Json schema = typed("object");
  schema["properties"] = std::move(properties);
  schema["additionalProperties"] = false;
  return schema;
}

Json input_words_schema() {
  Json schema = typed("object");
  schema["properties"] = {{"not_empty", words_schema(Place::field)["properties"]["not_empty"]}};
  schema["additionalProperties"] = false;
  return schema;
}

Json shape_schema() {
  const Json name = schema_of(ArgumentKind::type);
  Json schema = typed("object");
  schema["properties"] = {
      {"name", described("the name of the struct", name)},
      {"fields", described("its fields; * is all", any_of({{{"const", "*"}}, list_of(name)}))},
      {"with", described("its relations, and which of their rows",
                         any_of({list_of(name),
                                 {{"type", "object"},
                                  {"additionalProperties", ref("loaded")},
                                  {"minProperties", 1}}}))}};
  schema["required"] = {"name"};
  schema["additionalProperties"] = false;
  return schema;
}

Json field_words_schema() {
  Json schema = words_schema(Place::field);
  schema["properties"]["json"] = {
      {"description", "any JSON value, tenon::Json; stands instead of a type"}, {"const", true}};
  return schema;
}

Json element_words_schema() {
  const Json all = words_schema(Place::field);
  Json schema = typed("object");
  for (const char* word : {"precision", "not_empty"})
    schema["properties"][word] = all["properties"][word];
  schema["additionalProperties"] = false;
  return schema;
}

Json enum_words_schema() {
  Json schema = words_schema(Place::enumeration);
  schema["properties"]["names"] = {
      {"description", "the C++ names of values whose text is none: {\"18+\": \"adult\"}"},
      {"type", "object"},
      {"additionalProperties", {{"type", "string"}, {"pattern", "^[A-Za-z_][A-Za-z0-9_]*$"}}}};
  schema["properties"]["was"] = {
      {"description", "the old texts of values that were renamed: {\"author\": \"writer\"}"},
      {"type", "object"},
      {"additionalProperties", {{"type", "string"}}}};
  return schema;
}

Json type_schema(Role role) {
  if (role == Role::object || role == Role::root_object) return {{"const", "object"}};
  if (role == Role::enumeration) return {{"const", "string"}};
  if (role == Role::element) return {{"enum", {"boolean", "integer", "number", "string"}}};
  const Json name = {{"enum", {"array", "boolean", "integer", "number", "string"}}};
  const Json pair = {
      {"type", "array"},
      {"items", {{"enum", {"array", "boolean", "integer", "number", "string", "null"}}}},
      {"minItems", 2},
      {"maxItems", 2}};
  return any_of({name, pair});
}

Json format_schema(Role role) {
  if (role == Role::input) return {{"enum", {"email", "uri"}}};
  return {{"enum",
           {"int16", "int32", "int64", "float", "double", "email", "byte", "date", "date-time",
            "date-time-local", "decimal", "duration", "time", "uri", "uuid"}}};
}

Json names_schema() {
  return {{"type", "array"}, {"items", typed("string")}, {"uniqueItems", true}};
}

Json keyword_schema(const std::string& keyword, Role role) {
  if (keyword == "type") return type_schema(role);
  if (keyword == "format") return format_schema(role);
  if (keyword == "x-tenon") {
    if (role == Role::property) return ref("field_words");
    if (role == Role::object) return ref("entity_words");
    if (role == Role::enumeration) return ref("enum_words");
    if (role == Role::element) return ref("element_words");
    if (role == Role::input) return ref("input_words");
    return typed("object");
  }
  if (keyword == "$defs")
    return {{"type", "object"},
            {"additionalProperties", any_of({ref("enumeration"), ref("object")})}};
  if (keyword == "properties")
    return {{"type", "object"}, {"additionalProperties", ref("property")}};
  if (keyword == "allOf")
    return {{"type", "array"},
            {"items",
             {{"type", "object"},
              {"properties",
               {{"$ref", described("the mix-in: \"#/$defs/Timestamps\"", typed("string"))}}},
              {"required", {"$ref"}},
              {"additionalProperties", false}}}};
  if (keyword == "enum") return list_of(typed("string"));
  if (keyword == "examples") return typed("array");
  if (keyword == "additionalProperties" || keyword == "unevaluatedProperties")
    return {{"const", false}};
  if (keyword == "required") return names_schema();
  if (keyword == "items") return ref("element");
  if (keyword == "minLength" || keyword == "maxLength" || keyword == "minItems" ||
      keyword == "maxItems")
    return {{"type", "integer"}, {"minimum", 0}};
  if (keyword == "multipleOf") return {{"type", "number"}, {"exclusiveMinimum", 0}};
  if (keyword == "minimum" || keyword == "maximum") return typed("number");
  if (keyword == "readOnly" || keyword == "writeOnly" || keyword == "deprecated" ||
      keyword == "uniqueItems")
    return typed("boolean");
  if (keyword == "default") return {{"type", {"array", "boolean", "number", "string", "null"}}};
  if (keyword == "contentEncoding") return {{"const", "base64"}};
  return typed("string");
}

Json role_schema(Role role) {
  Json properties = Json::object();
  for (const std::string& keyword : keywords_of(role)) {
    Json form = keyword_schema(keyword, role);
    // Draft 7 ignores what stands beside a $ref.
    if (!form.contains("$ref")) form = described(help_of(keyword), form);
    properties[keyword] = std::move(form);
  }
  Json schema = typed("object");
  schema["properties"] = std::move(properties);
  schema["additionalProperties"] = false;
  if (role == Role::object) schema["required"] = {"type"};
  if (role == Role::enumeration) schema["required"] = {"type", "enum"};
  if (role == Role::property)
    schema["anyOf"] = {
        {{"required", {"type"}}},
        {{"required", {"$ref"}}},
        {{"required", {"x-tenon"}}, {"properties", {{"x-tenon", {{"required", {"json"}}}}}}}};
  if (role == Role::element) schema["anyOf"] = {{{"required", {"type"}}}, {{"required", {"$ref"}}}};
  return schema;
}

// A document's root, which may be an entity itself: then both roles' keywords stand there.
Json root_schema() {
  Json schema = role_schema(Role::root_object);
  schema["properties"]["x-tenon"] = described(help_of("x-tenon"), words_schema(Place::entity));
  schema["properties"]["x-tenon"]["properties"]["namespace"] = {
      {"description", "the C++ namespace of this document's types"}, {"type", "string"}};
  return schema;
}

}  // namespace

std::string meta_schema() {
  Json schema = {{"$schema", "https://json-schema.org/draft/2020-12/schema"},
                 {"title", "Tenon model"},
                 {"description",
                  "Entities, mix-ins and enums as JSON Schema. Made from Tenon's "
                  "vocabulary; do not edit."}};
  schema.update(root_schema());
  schema["$defs"] = {
      {"object", described("an entity, or a mix-in of entities", role_schema(Role::object))},
      {"enumeration", described("an enum", role_schema(Role::enumeration))},
      {"property", described("a field", role_schema(Role::property))},
      {"element", described("what a list holds", role_schema(Role::element))},
      {"input", described("the rules of an input", role_schema(Role::input))},
      {"shape", described("fields and relations of an entity", shape_schema())},
      {"loaded", described(model::loaded_word().help, word_schema(model::loaded_word()))},
      {"entity_words", described(help_of("x-tenon"), words_schema(Place::entity))},
      {"field_words", described(help_of("x-tenon"), field_words_schema())},
      {"element_words", described(help_of("x-tenon"), element_words_schema())},
      {"input_words", described(help_of("x-tenon"), input_words_schema())},
      {"enum_words", described(help_of("x-tenon"), enum_words_schema())}};
  return schema.dump(2) + "\n";
}

}  // namespace tenon::frontend::json
