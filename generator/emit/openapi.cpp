#include "emit/openapi.hpp"

#include <nlohmann/json.hpp>

#include "emit/members.hpp"

namespace tenon::emit {
namespace {

using Json = nlohmann::ordered_json;
using model::Field;
using model::Rule;
using model::TypeKind;

/// What a body is for: a new row, a change of one, or what clients see; and how JSON looks.
struct Use {
  enum Body { create, update, read };
  Body body;
  const JsonForm& form;
};

/// A bound as JSON: the number that the user wrote.
Json number(const std::string& digits) { return Json::parse(digits); }

/// Texts that numeric(precision, scale) holds; zeros in front and at the end do not count.
std::string decimal_pattern(const model::Type& type) {
  const auto up_to = [](int digits) { return "[0-9]{1," + std::to_string(digits) + "}"; };
  const int whole = type.precision - type.scale;
  return "^[+-]?" + (whole > 0 ? "0*" + up_to(whole) : std::string{"0+"}) + "(\\." +
         (type.scale > 0 ? up_to(type.scale) + "0*" : std::string{"0+"}) + ")?$";
}

/// Written as a text, which is exact in every client, unless the project says otherwise; both are
/// understood.
Json decimal_schema(const model::Type& type, Use use) {
  const bool is_read = use.body == Use::read;
  if (is_read && use.form.decimal_as_number) return {{"type", "number"}, {"format", "decimal"}};
  Json schema = {{"type", "string"}, {"format", "decimal"}};
  if (!is_read) schema["type"] = Json::array({"string", "number"});
  if (type.precision > 0) schema["pattern"] = decimal_pattern(type);
  return schema;
}

/// As the Decimal where the project says so.
Json int64_schema(Use use) {
  Json schema = {{"type", "integer"}, {"format", "int64"}};
  if (!use.form.int64_as_text) return schema;
  schema["type"] = use.body == Use::read ? Json("string") : Json::array({"string", "integer"});
  schema["pattern"] = "^-?(0|[1-9][0-9]*)$";
  return schema;
}

Json type_schema(const model::Type& type, const model::Model& model, Use use) {
  switch (type.kind) {
    case TypeKind::boolean:
      return {{"type", "boolean"}};
    case TypeKind::int16:
      return {{"type", "integer"}, {"minimum", -32768}, {"maximum", 32767}};
    case TypeKind::int32:
      return {{"type", "integer"}, {"format", "int32"}};
    case TypeKind::int64:
      return int64_schema(use);
    case TypeKind::float32:
      return {{"type", "number"}, {"format", "float"}};
    case TypeKind::float64:
      return {{"type", "number"}, {"format", "double"}};
    case TypeKind::string:
      return {{"type", "string"}};
    case TypeKind::bytes:
      return {{"type", "string"}, {"contentEncoding", "base64"}};
    case TypeKind::uuid:
      return {{"type", "string"}, {"format", "uuid"}};
    case TypeKind::decimal:
      return decimal_schema(type, use);
    case TypeKind::timestamp:
      return {{"type", "string"}, {"format", "date-time"}};
    case TypeKind::date:
      return {{"type", "string"}, {"format", "date"}};
    case TypeKind::local_timestamp:
      return {{"type", "string"}, {"format", "date-time-local"}};
    case TypeKind::time:
      return {{"type", "string"}, {"format", "time-local"}};
    case TypeKind::interval:
      return {{"type", "string"}, {"format", "duration"}};
    case TypeKind::json:
      break;  // any value
    case TypeKind::enumeration:
      return {{"$ref", "#/components/schemas/" + model.find_enum(type.enumeration)->name}};
    case TypeKind::object:
      return {{"$ref", "#/components/schemas/" + model.find_object(type.object)->name}};
  }
  return Json::object();
}

/// Whether a text may stand there. JSON Schema has no bounds for the number that a text writes, so
/// they are said in words, and in its own of the numbers among such values.
bool takes_text(const Json& schema) {
  const Json& type = schema["type"];
  return type == "string" || (type.is_array() && type.front() == "string");
}

void add_words(const std::string& words, Json& schema) {
  if (!takes_text(schema)) return;
  const std::string before = schema.value("description", "");
  schema["description"] = before + (before.empty() ? "" : " ") + words;
}

void add_range(const Rule& rule, Json& schema) {
  if (schema["type"] != "string") {
    if (rule.least) schema["minimum"] = number(*rule.least);
    if (rule.most) schema["maximum"] = number(*rule.most);
  }
  if (rule.least && rule.most)
    add_words("From " + *rule.least + " to " + *rule.most + ".", schema);
  else
    add_words(rule.least ? "At least " + *rule.least + "." : "At most " + *rule.most + ".", schema);
}

void add_multiple(const Rule& rule, TypeKind kind, Json& schema) {
  if (kind != TypeKind::decimal && schema["type"] != "string")
    schema["multipleOf"] = number(rule.multiple);
  add_words("A multiple of " + rule.multiple + ".", schema);
}

/// One more pattern: the word stands once in a schema.
void add_pattern(const std::string& pattern, Json& schema) {
  if (schema.contains("pattern")) {
    schema["allOf"].push_back({{"pattern", pattern}});
  } else {
    schema["pattern"] = pattern;
  }
}

void add_rule(const Rule& rule, TypeKind kind, Json& schema) {
  switch (rule.kind) {
    case Rule::Kind::length:
      if (rule.least) schema["minLength"] = number(*rule.least);
      if (rule.most) schema["maxLength"] = number(*rule.most);
      break;
    case Rule::Kind::range:
      add_range(rule, schema);
      break;
    case Rule::Kind::multiple_of:
      add_multiple(rule, kind, schema);
      break;
    case Rule::Kind::pattern:
      add_pattern(rule.pattern, schema);
      break;
    case Rule::Kind::email:
      schema["format"] = "email";
      break;
    case Rule::Kind::url:
      schema["format"] = "uri";
      break;
    case Rule::Kind::not_empty:
      if (!schema.contains("minLength") || schema["minLength"] == 0) schema["minLength"] = 1;
      add_pattern("\\S", schema);
      break;
    case Rule::Kind::items:
      if (rule.least) schema["minItems"] = number(*rule.least);
      if (rule.most) schema["maxItems"] = number(*rule.most);
      break;
    case Rule::Kind::unique_items:
      schema["uniqueItems"] = true;
      break;
  }
}

/// The default as JSON; null for what the database evaluates.
Json default_value(const model::Default& initial, const model::Type& type,
                   const model::Model& model, const JsonForm& form) {
  using Kind = model::Default::Kind;
  const std::string& text = initial.text;
  switch (initial.kind) {
    case Kind::boolean:
      return text == "true";
    case Kind::number:
      return type.kind == TypeKind::decimal || (type.kind == TypeKind::int64 && form.int64_as_text)
                 ? Json(text)
                 : number(text);
    case Kind::text:
      return text;
    case Kind::enumerator:
      for (const model::Enumerator& enumerator : model.find_enum(type.enumeration)->enumerators)
        if (enumerator.name == text) return enumerator.text;
      break;
    case Kind::list: {
      Json list = Json::array();
      for (const model::Default& element : initial.elements)
        list.push_back(default_value(element, type, model, form));
      return list;
    }
    case Kind::sql:
      break;
  }
  return nullptr;
}

void add_default(const Field& field, const model::Model& model, const JsonForm& form,
                 Json& schema) {
  if (field.initial && field.initial->kind != model::Default::Kind::sql)
    schema["default"] = default_value(*field.initial, field.type, model, form);
}

/// A member's schema; a nullable one may be null, also where it is a reference.
Json member_schema(const Field& field, const model::Model& model, Use use) {
  Json schema = type_schema(field.type, model, use);
  if (field.type.is_list) {
    for (const Rule& rule : field.each) add_rule(rule, field.type.kind, schema);
    schema = {{"type", "array"}, {"items", std::move(schema)}};
  }
  for (const Rule& rule : field.rules) add_rule(rule, field.type.kind, schema);
  if (field.type.nullable) {
    if (schema.contains("$ref")) {
      schema = {{"anyOf", Json::array({schema, {{"type", "null"}}})}};
    } else if (schema.contains("type")) {
      if (!schema["type"].is_array()) schema["type"] = Json::array({schema["type"]});
      schema["type"].push_back("null");
    }
  }
  if (use.body == Use::create) add_default(field, model, use.form, schema);
  if (!field.comment.empty()) {
    const std::string words = schema.value("description", "");
    schema["description"] = field.comment + (words.empty() ? "" : "\n\n") + words;
  }
  if (field.deprecated) schema["deprecated"] = true;
  return schema;
}

Json object_schema(const std::string& description) {
  Json schema = {{"type", "object"}};
  if (!description.empty()) schema["description"] = description;
  schema["properties"] = Json::object();
  return schema;
}

void close(Json& schema, const Json& required) {
  if (!required.empty()) schema["required"] = required;
  schema["additionalProperties"] = false;
}

void add_object(const model::ValueObject& object, const model::Model& model, const JsonForm& form,
                Json& schemas) {
  Json schema = object_schema(object.comment);
  Json required = Json::array();
  for (const Field* member : model::members_of(object.fields, object.objects)) {
    schema["properties"][member->json_name()] = member_schema(*member, model, {Use::create, form});
    if (is_required(*member)) required.push_back(member->json_name());
  }
  close(schema, required);
  schemas[object.name] = schema;
}

void add_read(const model::Entity& entity, const Members& members, const model::Model& model,
              const JsonForm& form, Json& schemas) {
  Json read = object_schema(entity.comment);
  Json present = Json::array();
  for (const Field* field : members.read) {
    read["properties"][field->json_name()] = member_schema(*field, model, {Use::read, form});
    present.push_back(field->json_name());
  }
  close(read, present);
  schemas[entity.name + "Read"] = read;
}

void add_entity(const model::Entity& entity, const model::Model& model, const JsonForm& form,
                Json& schemas) {
  const Members members = members_of(entity);
  if (entity.is_view()) return add_read(entity, members, model, form, schemas);
  Json create = object_schema(entity.comment);
  Json required = Json::array();
  for (const Field* field : members.create_json) {
    create["properties"][field->json_name()] = member_schema(*field, model, {Use::create, form});
    if (is_required(*field)) required.push_back(field->json_name());
  }
  for (const model::Input& input : entity.inputs) {
    Json schema = {{"type", "string"}, {"writeOnly", true}};
    for (const Rule& rule : input.rules) add_rule(rule, TypeKind::string, schema);
    create["properties"][input.json_name()] = schema;
    required.push_back(input.json_name());
  }
  close(create, required);
  schemas[entity.name + "Create"] = create;

  if (!members.update.empty()) {
    Json update = object_schema(entity.comment);
    for (const Field* field : members.update_json)
      update["properties"][field->json_name()] = member_schema(*field, model, {Use::update, form});
    close(update, Json::array());
    schemas[entity.name + "Update"] = update;
  }

  add_read(entity, members, model, form, schemas);
}

Json schema_ref(const std::string& name) { return {{"$ref", "#/components/schemas/" + name}}; }

/// What is written of a relation: rows as the shape has them, or as the entity's Read has.
Json loaded_schema(const model::Loaded& loaded, const model::Relation& relation,
                   const model::Model& model) {
  Json row =
      schema_ref(loaded.shape.empty() ? model.find(relation.entity)->name + "Read" : loaded.shape);
  if (relation.optional) return {{"anyOf", Json::array({row, {{"type", "null"}}})}};
  if (!relation.is_to_many()) return row;
  Json list = {{"type", "array"}, {"items", row}};
  if (loaded.limit > 0) list["maxItems"] = loaded.limit;
  return list;
}

void add_shape(const model::Entity& entity, const model::Shape& shape, const model::Model& model,
               const JsonForm& form, Json& schemas) {
  Json schema = object_schema(entity.comment);
  Json present = Json::array();
  for (const std::string& name : shape.fields) {
    const Field& field = *entity.find_member(name);
    if (!is_shown(field)) continue;
    schema["properties"][field.json_name()] = member_schema(field, model, {Use::read, form});
    present.push_back(field.json_name());
  }
  for (const model::Loaded& loaded : shape.loaded) {
    const model::Relation& relation = *entity.find_relation(loaded.relation);
    schema["properties"][relation.json_name()] = loaded_schema(loaded, relation, model);
    present.push_back(relation.json_name());
  }
  close(schema, present);
  schemas[shape.name] = schema;
}

/// What comes in, and the value objects in it.
void open_inputs(const model::Model& model, Json& schemas) {
  std::vector<std::string> names;
  for (const model::ValueObject& object : model.objects) names.push_back(object.name);
  for (const model::Entity& entity : model.entities)
    for (const char* end : {"Create", "Update"}) names.push_back(entity.name + end);
  for (const std::string& name : names)
    if (schemas.contains(name)) schemas[name].erase("additionalProperties");
}

}  // namespace

std::string openapi(const model::Model& model, const std::string& title, const JsonForm& form) {
  Json schemas = Json::object();
  for (const model::Enum& enumeration : model.enums) {
    Json schema = {{"type", "string"}};
    if (!enumeration.comment.empty()) schema["description"] = enumeration.comment;
    schema["enum"] = Json::array();
    for (const model::Enumerator& enumerator : enumeration.enumerators)
      schema["enum"].push_back(enumerator.text);
    schemas[enumeration.name] = schema;
  }
  for (const model::ValueObject& object : model.objects) add_object(object, model, form, schemas);
  for (const model::Entity& entity : model.entities) {
    add_entity(entity, model, form, schemas);
    for (const model::Shape& shape : entity.shapes) add_shape(entity, shape, model, form, schemas);
  }
  if (form.ignores_unknown) open_inputs(model, schemas);
  const Json document = {{"openapi", "3.1.0"},
                         {"info", {{"title", title}, {"version", "1"}}},
                         {"paths", Json::object()},
                         {"components", {{"schemas", schemas}}}};
  return document.dump(2, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace tenon::emit
