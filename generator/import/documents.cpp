// Models as JSON Schema documents: the same files as headers, with the same words.
#include <cstdlib>
#include <set>

#include <nlohmann/json.hpp>

#include "base/text.hpp"
#include "import/import.hpp"
#include "import/words.hpp"

namespace tenon::import {
namespace {

using model::TypeKind;
using Json = nlohmann::ordered_json;

constexpr std::size_t widest_line = 100;

/// In one line where it fits, else a member a line.
std::string pretty(const Json& json, std::size_t indent, std::size_t before) {
  const std::string line = json.dump(-1, ' ', false, Json::error_handler_t::replace);
  const bool is_leaf = !json.is_structured() || json.empty();
  std::string spaced;
  bool is_quoted = false;
  for (std::size_t i = 0; i < line.size(); ++i) {
    spaced += line[i];
    if (line[i] == '\\')
      spaced += line[++i];
    else if (line[i] == '"')
      is_quoted = !is_quoted;
    else if (!is_quoted && (line[i] == ',' || line[i] == ':'))
      spaced += ' ';
  }
  if (is_leaf || (before + spaced.size() <= widest_line && indent > 0)) return spaced;
  const std::string inner(indent + 2, ' ');
  std::string text = json.is_object() ? "{" : "[";
  const char* separator = "\n";
  for (const auto& [key, value] : json.items()) {
    const std::string name = json.is_object() ? Json(key).dump() + ": " : "";
    text += separator + inner + name + pretty(value, indent + 2, inner.size() + name.size() + 1);
    separator = ",\n";
  }
  return text + "\n" + std::string(indent, ' ') + (json.is_object() ? "}" : "]");
}

/// One thing stands alone, several in a list.
void put_words(Json& words, const char* name, const std::vector<Json>& all) {
  if (!all.empty()) words[name] = all;
}

void put_text(Json& words, const char* name, const std::string& text) {
  if (!text.empty()) words[name] = text;
}

Json sql_json(const base::SqlText& sql, const char* first) {
  if (sql.others.empty()) return sql.text;
  Json json = Json::object();
  put_text(json, first, sql.text);
  for (const auto& [database, text] : sql.others) json[database] = text;
  return json;
}

void put_actions(Json& json, const model::Reference& reference) {
  put_text(json, "on_delete", word_of(reference.on_delete));
  put_text(json, "on_update", word_of(reference.on_update));
  if (reference.deferrable) json["deferrable"] = true;
  put_text(json, "relation", reference.relation);
  put_text(json, "inverse", reference.inverse);
  put_text(json, "name", reference.name);
}

Json index_json(const model::Index& index) {
  Json fields = Json::array();
  for (const model::IndexPart& part : index.parts) {
    Json one = part.field.empty() ? Json{{"sql", part.sql}} : Json(part.field);
    fields.push_back(part.descending ? Json{{"desc", one}} : one);
  }
  Json json{{"fields", fields}};
  if (index.unique) json["unique"] = true;
  put_text(json, "where", index.where);
  put_text(json, "using", index.method);
  if (!index.include.empty()) json["include"] = index.include;
  if (index.nulls_first) json["nulls_first"] = true;
  if (index.nulls_last) json["nulls_last"] = true;
  put_text(json, "name", index.name);
  return json.size() == 1 ? fields : json;
}

Json with_name(const std::vector<std::string>& fields, const std::string& name) {
  if (name.empty()) return fields;
  return {{"fields", fields}, {"name", name}};
}

Json entity_words(const model::Entity& entity) {
  Json words;
  words["table"] = entity.schema.empty() ? Json(entity.table)
                                         : Json{{"name", entity.table}, {"schema", entity.schema}};
  if (entity.view)
    words["read_only"] = entity.view->empty() ? Json(true) : sql_json(*entity.view, "sql");
  if (!entity.primary_key.empty() && !is_key_on_field(entity))
    words["primary_key"] = with_name(entity.primary_key, entity.primary_key_name);
  std::vector<Json> all;
  for (const model::UniqueKey& unique : entity.unique_keys)
    if (!is_on_field(unique)) all.push_back(with_name(unique.fields, unique.name));
  put_words(words, "unique", all);
  all.clear();
  for (const model::Reference* reference : references_on(entity)) {
    Json key{{"fields", reference->fields},
             {"target", {{short_name(reference->entity), reference->targets}}}};
    put_actions(key, *reference);
    all.push_back(std::move(key));
  }
  put_words(words, "foreign_key", all);
  all.clear();
  for (const model::Index& index : entity.indexes)
    if (!is_on_field(index)) all.push_back(index_json(index));
  put_words(words, "index", all);
  all.clear();
  for (const model::Check& check : entity.checks)
    all.push_back(Json::array({check.sql, check.name}));
  put_words(words, "check", all);
  return words;
}

/// The type as the standard says it.
Json type_json(const model::Type& type) {
  switch (type.kind) {
    case TypeKind::boolean:
      return {{"type", "boolean"}};
    case TypeKind::int16:
      return {{"type", "integer"}, {"format", "int16"}};
    case TypeKind::int32:
      return {{"type", "integer"}, {"format", "int32"}};
    case TypeKind::int64:
      return {{"type", "integer"}, {"format", "int64"}};
    case TypeKind::float32:
      return {{"type", "number"}, {"format", "float"}};
    case TypeKind::float64:
      return {{"type", "number"}, {"format", "double"}};
    case TypeKind::bytes:
      return {{"type", "string"}, {"format", "byte"}};
    case TypeKind::uuid:
      return {{"type", "string"}, {"format", "uuid"}};
    case TypeKind::decimal:
      return {{"type", "string"}, {"format", "decimal"}};
    case TypeKind::timestamp:
      return {{"type", "string"}, {"format", "date-time"}};
    case TypeKind::date:
      return {{"type", "string"}, {"format", "date"}};
    case TypeKind::local_timestamp:
      return {{"type", "string"}, {"format", "date-time-local"}};
    case TypeKind::time:
      return {{"type", "string"}, {"format", "time"}};
    case TypeKind::interval:
      return {{"type", "string"}, {"format", "duration"}};
    case TypeKind::json:
      return Json::object();
    case TypeKind::string:
    case TypeKind::enumeration:
    case TypeKind::object:
      break;
  }
  return {{"type", "string"}};
}

Json default_json(const model::Default& initial, const model::Field& field,
                  const model::Model& model) {
  using Kind = model::Default::Kind;
  if (initial.kind == Kind::list) {
    Json list = Json::array();
    for (const model::Default& one : initial.elements)
      list.push_back(default_json(one, field, model));
    return list;
  }
  if (initial.kind == Kind::boolean) return initial.text == "true";
  if (initial.kind == Kind::enumerator)
    for (const model::Enumerator& one : model.find_enum(field.type.enumeration)->enumerators)
      if (one.name == initial.text) return one.text;
  // A Decimal's digits stay as they are.
  if (initial.kind != Kind::number || field.type.kind == TypeKind::decimal) return initial.text;
  return Json::parse(initial.text, nullptr, false);
}

Json field_words(const model::Entity& entity, const model::Field& field) {
  Json words = Json::object();
  if (field.type.kind == TypeKind::json) words["json"] = true;
  if (!entity.primary_key.empty() && entity.primary_key[0] == field.name &&
      is_key_on_field(entity)) {
    Json key = Json::object();
    if (is_client_key(entity, field)) key["client"] = true;
    put_text(key, "name", entity.primary_key_name);
    words["primary_key"] = key.empty() ? Json(true) : key;
  }
  if (const model::Reference* reference = reference_on(entity, field)) {
    Json key{{"field", short_name(reference->entity) + "." + reference->targets[0]}};
    put_actions(key, *reference);
    words["references"] = key.size() == 1 ? key["field"] : key;
  }
  for (const model::UniqueKey& unique : entity.unique_keys)
    if (is_on_field(unique) && unique.fields[0] == field.name) words["unique"] = true;
  for (const model::Index& index : entity.indexes)
    if (is_on_field(index) && index.parts[0].field == field.name) words["index"] = true;
  if (field.type.precision > 0 && field.type.declared.text.empty())
    words["precision"] = {field.type.precision, field.type.scale};
  if (!field.type.declared.empty()) words["type"] = sql_json(field.type.declared, "name");
  if (!field.type.collation.empty()) words["collate"] = sql_json(field.type.collation, "name");
  if (field.column != field.name) words["column"] = field.column;
  if (field.initial && field.initial->kind == model::Default::Kind::sql)
    words["default_sql"] = field.initial->text;
  if (!field.computed.empty()) words["computed"] = sql_json(field.computed, "sql");
  return words;
}

Json property_of(const model::Entity& entity, const model::Field& field,
                 const model::Model& model) {
  Json property = Json::object();
  put_text(property, "description", field.comment);
  Json type = type_json(field.type);
  if (field.type.kind == TypeKind::enumeration) {
    const model::Enum& one = *model.find_enum(field.type.enumeration);
    const std::string shared = shared_header(one, model);
    type = {{"$ref", (shared.empty() ? "" : shared + ".json") + "#/$defs/" + one.name}};
  }
  if (field.type.is_list) type = {{"type", "array"}, {"items", type}};
  for (const auto& [key, value] : type.items()) property[key] = value;
  for (const model::Rule& rule : field.rules)
    if (rule.kind == model::Rule::Kind::length) property["maxLength"] = std::stoi(*rule.most);
  if (field.initial && field.initial->kind != model::Default::Kind::sql)
    property["default"] = default_json(*field.initial, field, model);
  const Json words = field_words(entity, field);
  if (!words.empty()) property["x-tenon"] = words;
  return property;
}

Json entity_json(const model::Entity& entity, const model::Model& model) {
  Json json = Json::object();
  put_text(json, "description", entity.comment);
  json["type"] = "object";
  json["x-tenon"] = entity_words(entity);
  json["properties"] = Json::object();
  Json required = Json::array();
  for (const model::Field& field : entity.fields) {
    json["properties"][field.name] = property_of(entity, field, model);
    if (!field.type.nullable) required.push_back(field.name);
  }
  if (!required.empty()) json["required"] = required;
  return json;
}

Json enum_json(const model::Enum& one) {
  Json values = Json::array();
  Json names = Json::object();
  for (const model::Enumerator& value : one.enumerators) {
    values.push_back(value.text);
    if (value.name != value.text) names[value.text] = value.name;
  }
  Json words = Json::object();
  if (one.native) {
    Json native = Json::object();
    put_text(native, "name", one.type_name);
    if (one.type_schema) native["schema"] = one.type_schema->empty() ? "public" : *one.type_schema;
    words["native"] = native.empty() ? Json(true) : native;
  }
  if (!names.empty()) words["names"] = names;
  Json json{{"type", "string"}, {"enum", values}};
  if (!words.empty()) json["x-tenon"] = words;
  return json;
}

File document(const std::string& name, const std::string& space, const Json& definitions) {
  Json json;
  json["$schema"] = "https://json-schema.org/draft/2020-12/schema";
  if (!space.empty()) json["x-tenon"] = {{"namespace", space}};
  json["$defs"] = definitions;
  return {name + ".json", pretty(json, 0, 0) + "\n"};
}

}  // namespace

std::vector<File> documents(const model::Model& model) {
  std::vector<File> files;
  for (const model::Enum& one : model.enums)
    if (const std::string shared = shared_header(one, model); !shared.empty())
      files.push_back(document(shared, one.space, {{one.name, enum_json(one)}}));
  for (const model::Entity& entity : model.entities) {
    Json definitions = Json::object();
    for (const model::Enum* one : enums_of(entity, model))
      if (shared_header(*one, model).empty()) definitions[one->name] = enum_json(*one);
    definitions[entity.name] = entity_json(entity, model);
    files.push_back(document(file_of(entity.name), entity.space, definitions));
  }
  return files;
}

}  // namespace tenon::import
