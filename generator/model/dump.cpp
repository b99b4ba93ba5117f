#include "model/dump.hpp"

#include <nlohmann/json.hpp>
#include <optional>

#include "base/text.hpp"

namespace tenon::model {
namespace {

using Json = nlohmann::ordered_json;

void put(Json& json, const char* key, const std::string& value) {
  if (!value.empty()) json[key] = value;
}

void put(Json& json, const char* key, bool value) {
  if (value) json[key] = true;
}

void put(Json& json, const char* key, const std::optional<std::string>& value) {
  if (value) json[key] = *value;
}

void put(Json& json, const char* key, const base::SqlText& sql) {
  if (sql.others.empty()) return put(json, key, sql.text);
  put(json[key], "sql", sql.text);
  for (const auto& [database, text] : sql.others) json[key][database] = text;
}

void put_list(Json& json, const char* key, Json list) {
  if (!list.empty()) json[key] = std::move(list);
}

template <class T, class Convert>
Json list_of(const std::vector<T>& all, Convert convert) {
  Json list = Json::array();
  for (const T& one : all) list.push_back(convert(one));
  return list;
}

std::string quoted(const std::string& text) { return Json(text).dump(); }

std::string written(const Argument& argument);

std::string written(const std::vector<Argument>& arguments) {
  std::vector<std::string> parts;
  parts.reserve(arguments.size());
  for (const Argument& one : arguments) parts.push_back(written(one));
  return "(" + base::join(parts, ", ") + ")";
}

std::string written(const Argument& argument) {
  switch (argument.kind) {
    case Argument::Kind::word:
      return base::replace_all(argument.text, ".", "::");
    case Argument::Kind::text:
      return quoted(argument.text);
    case Argument::Kind::number:
      return argument.text;
    case Argument::Kind::call:
      return argument.text + written(argument.arguments);
    case Argument::Kind::tuple:
      return written(argument.arguments);
  }
  return {};
}

std::string written(const Annotation& annotation) {
  return annotation.word + (annotation.arguments.empty() ? "" : written(annotation.arguments));
}

Json annotations_of(const std::vector<Annotation>& annotations) {
  return list_of(annotations, [](const Annotation& one) { return written(one); });
}

const char* name_of(DraftType::Kind kind) {
  switch (kind) {
    case DraftType::Kind::boolean:
      return "boolean";
    case DraftType::Kind::int16:
      return "int16";
    case DraftType::Kind::int32:
      return "int32";
    case DraftType::Kind::int64:
      return "int64";
    case DraftType::Kind::float32:
      return "float32";
    case DraftType::Kind::float64:
      return "float64";
    case DraftType::Kind::string:
      return "string";
    case DraftType::Kind::bytes:
      return "bytes";
    case DraftType::Kind::uuid:
      return "uuid";
    case DraftType::Kind::decimal:
      return "decimal";
    case DraftType::Kind::timestamp:
      return "timestamp";
    case DraftType::Kind::date:
      return "date";
    case DraftType::Kind::local_timestamp:
      return "local_timestamp";
    case DraftType::Kind::time:
      return "time";
    case DraftType::Kind::interval:
      return "interval";
    case DraftType::Kind::json:
      return "json";
    case DraftType::Kind::named:
      return "named";
    case DraftType::Kind::unknown:
      return "unknown";
    case DraftType::Kind::unresolved:
      return "unresolved";
  }
  return "";
}

const char* name_of(DraftValue::Kind kind) {
  switch (kind) {
    case DraftValue::Kind::boolean:
      return "boolean";
    case DraftValue::Kind::number:
      return "number";
    case DraftValue::Kind::text:
      return "text";
    case DraftValue::Kind::enumerator:
      return "enumerator";
    case DraftValue::Kind::list:
      return "list";
    case DraftValue::Kind::other:
      return "other";
  }
  return "";
}

Json wrapper_of(const std::optional<Wrapper>& wrapper) {
  Json json = Json::object();
  if (!wrapper) return json;
  put(json, "type", wrapper->type);
  put(json, "id_of", wrapper->entity);
  put(json, "header", wrapper->header);
  put(json, "member", wrapper->member);
  return json;
}

Json to_tree(const DraftValue& value) {
  if (value.kind != DraftValue::Kind::list) return {{name_of(value.kind), value.text}};
  return {{"list", list_of(value.elements, [](const DraftValue& one) { return to_tree(one); })}};
}

Json to_tree(const DraftField& field) {
  Json json;
  json["name"] = field.name.value;
  json["type"] = name_of(field.type.kind);
  const bool open = field.type.kind == DraftType::Kind::named ||
                    field.type.kind == DraftType::Kind::unknown ||
                    field.type.kind == DraftType::Kind::unresolved;
  if (open) json["type_name"] = field.type.name;
  put(json, "list", field.type.is_list);
  put(json, "optional", field.type.optional);
  put_list(json, "wrapper", wrapper_of(field.type.wrapper));
  if (field.initializer) json["initializer"] = to_tree(*field.initializer);
  put_list(json, "annotations", annotations_of(field.annotations));
  put(json, "comment", field.comment);
  return json;
}

template <class T>
Json draft_head(const T& one) {
  Json json;
  json["name"] = one.name.value;
  put(json, "namespace", one.space);
  put(json, "header", one.header);
  put(json, "generated", one.is_generated);
  put_list(json, "annotations", annotations_of(one.annotations));
  put(json, "comment", one.comment);
  return json;
}

Json to_tree(const DraftStruct& one) {
  Json json = draft_head(one);
  put_list(json, "bases", list_of(one.bases, [](const auto& base) { return base.value; }));
  json["fields"] = list_of(one.fields, [](const DraftField& field) { return to_tree(field); });
  return json;
}

Json to_tree(const DraftEnum& one) {
  Json json = draft_head(one);
  if (!one.is_scoped) json["scoped"] = false;
  json["enumerators"] = list_of(one.enumerators, [](const DraftEnumerator& value) {
    Json inner;
    inner["name"] = value.name.value;
    put_list(inner, "annotations", annotations_of(value.annotations));
    put(inner, "comment", value.comment);
    return inner;
  });
  return json;
}

const char* name_of(TypeKind kind) {
  switch (kind) {
    case TypeKind::boolean:
      return "boolean";
    case TypeKind::int16:
      return "int16";
    case TypeKind::int32:
      return "int32";
    case TypeKind::int64:
      return "int64";
    case TypeKind::float32:
      return "float32";
    case TypeKind::float64:
      return "float64";
    case TypeKind::string:
      return "string";
    case TypeKind::bytes:
      return "bytes";
    case TypeKind::uuid:
      return "uuid";
    case TypeKind::decimal:
      return "decimal";
    case TypeKind::timestamp:
      return "timestamp";
    case TypeKind::date:
      return "date";
    case TypeKind::local_timestamp:
      return "local_timestamp";
    case TypeKind::time:
      return "time";
    case TypeKind::interval:
      return "interval";
    case TypeKind::json:
      return "json";
    case TypeKind::enumeration:
      return "enumeration";
    case TypeKind::object:
      return "object";
  }
  return "";
}

Json to_tree(const Rule& rule) {
  Json json;
  switch (rule.kind) {
    case Rule::Kind::length:
      json["rule"] = "length";
      break;
    case Rule::Kind::range:
      json["rule"] = "range";
      break;
    case Rule::Kind::multiple_of:
      json["rule"] = "multiple_of";
      break;
    case Rule::Kind::pattern:
      json["rule"] = "pattern";
      break;
    case Rule::Kind::email:
      json["rule"] = "email";
      break;
    case Rule::Kind::url:
      json["rule"] = "url";
      break;
    case Rule::Kind::not_empty:
      json["rule"] = "not_empty";
      break;
    case Rule::Kind::items:
      json["rule"] = "items";
      break;
    case Rule::Kind::unique_items:
      json["rule"] = "unique_items";
      break;
  }
  put(json, "least", rule.least);
  put(json, "most", rule.most);
  put(json, "multiple", rule.multiple);
  put(json, "pattern", rule.pattern);
  return json;
}

Json rules_of(const std::vector<Rule>& rules) {
  return list_of(rules, [](const Rule& rule) { return to_tree(rule); });
}

Json to_tree(const Default& initial) {
  switch (initial.kind) {
    case Default::Kind::boolean:
      return {{"boolean", initial.text}};
    case Default::Kind::number:
      return {{"number", initial.text}};
    case Default::Kind::text:
      return {{"text", initial.text}};
    case Default::Kind::enumerator:
      return {{"enumerator", initial.text}};
    case Default::Kind::sql:
      return {{"sql", initial.text}};
    case Default::Kind::list:
      return {{"list", list_of(initial.elements, [](const Default& one) { return to_tree(one); })}};
  }
  return {};
}

const char* name_of(Filled filled) {
  switch (filled) {
    case Filled::by_application:
      return "";
    case Filled::by_identity:
      return "identity";
    case Filled::by_uuid:
      return "uuid";
    case Filled::by_created_clock:
      return "created_clock";
    case Filled::by_expression:
      return "expression";
    case Filled::by_updated_clock:
      return "updated_clock";
    case Filled::by_version:
      return "version";
    case Filled::by_removed_clock:
      return "removed_clock";
  }
  return "";
}

const char* name_of(Visibility visibility) {
  switch (visibility) {
    case Visibility::everywhere:
      return "";
    case Visibility::read_only:
      return "read_only";
    case Visibility::write_only:
      return "write_only";
    case Visibility::internal:
      return "internal";
  }
  return "";
}

const char* name_of(Action action) {
  switch (action) {
    case Action::no_action:
      return "";
    case Action::restrict:
      return "restrict";
    case Action::cascade:
      return "cascade";
    case Action::set_null:
      return "set_null";
    case Action::set_default:
      return "set_default";
  }
  return "";
}

Json to_tree(const Field& field) {
  Json json;
  json["name"] = field.name;
  json[field.type.kind == TypeKind::object ? "prefix" : "column"] = field.column;
  put(json, "path", field.path);
  json["type"] = name_of(field.type.kind);
  put(json, "enumeration", field.type.enumeration);
  put_list(json, "wrapper", wrapper_of(field.type.wrapper));
  put(json, "object", field.type.object);
  if (field.type.precision > 0) json["precision"] = {field.type.precision, field.type.scale};
  put(json, "list", field.type.is_list);
  put(json, "nullable", field.type.nullable);
  if (field.initial) json["default"] = to_tree(*field.initial);
  put_list(json, "rules", rules_of(field.rules));
  put_list(json, "each", rules_of(field.each));
  put(json, "filled_by", std::string{name_of(field.filled)});
  put(json, "visibility", std::string{name_of(field.visibility)});
  put(json, "alias", field.alias);
  put(json, "deprecated", field.deprecated);
  put(json, "was", field.was);
  put(json, "backfill", field.backfill);
  put(json, "computed", field.computed);
  put(json, "comment", field.comment);
  return json;
}

Json to_tree(const Reference& reference) {
  Json json;
  json["fields"] = reference.fields;
  json["entity"] = reference.entity;
  json["targets"] = reference.targets;
  put(json, "on_delete", std::string{name_of(reference.on_delete)});
  put(json, "on_update", std::string{name_of(reference.on_update)});
  put(json, "relation", reference.relation);
  put(json, "inverse", reference.inverse);
  put(json, "deferrable", reference.deferrable);
  put(json, "name", reference.name);
  return json;
}

const char* name_of(Relation::Kind kind) {
  switch (kind) {
    case Relation::Kind::one_to_one:
      return "one_to_one";
    case Relation::Kind::one_to_many:
      return "one_to_many";
    case Relation::Kind::many_to_one:
      return "many_to_one";
    case Relation::Kind::many_to_many:
      return "many_to_many";
  }
  return "";
}

Json to_tree(const Relation& relation) {
  Json json;
  json["name"] = relation.name;
  put(json, "alias", relation.alias);
  json["kind"] = name_of(relation.kind);
  put(json, "optional", relation.optional);
  json["fields"] = relation.fields;
  put(json, "through", relation.through);
  put_list(json, "through_fields", relation.through_fields);
  put_list(json, "through_targets", relation.through_targets);
  json["entity"] = relation.entity;
  json["targets"] = relation.targets;
  return json;
}

Json to_tree(const Loaded& loaded) {
  Json json;
  json["relation"] = loaded.relation;
  put(json, "shape", loaded.shape);
  put(json, "where", loaded.where);
  put_list(json, "order", list_of(loaded.order, [](const Order& one) {
             return one.descending ? "-" + one.field : one.field;
           }));
  if (loaded.limit > 0) json["limit"] = loaded.limit;
  return json;
}

Json to_tree(const Shape& shape) {
  Json json;
  json["name"] = shape.name;
  put_list(json, "fields", shape.fields);
  put_list(json, "with", list_of(shape.loaded, [](const Loaded& one) { return to_tree(one); }));
  return json;
}

Json to_tree(const UniqueKey& key) {
  Json json;
  json["fields"] = key.fields;
  put(json, "name", key.name);
  return json;
}

Json to_tree(const Index& index) {
  Json json;
  json["fields"] = list_of(index.parts, [](const IndexPart& part) {
    if (!part.sql.empty()) return "sql(" + quoted(part.sql) + ")";
    return part.descending ? "desc(" + part.field + ")" : part.field;
  });
  put(json, "unique", index.unique);
  put(json, "where", index.where);
  put(json, "using", index.method);
  put_list(json, "include", index.include);
  put(json, "nulls_first", index.nulls_first);
  put(json, "of_live_rows", index.of_live_rows);
  put(json, "name", index.name);
  return json;
}

Json to_tree(const Check& check) { return {{"sql", check.sql}, {"name", check.name}}; }

template <class T>
Json model_head(const T& one) {
  Json json;
  json["name"] = one.name;
  put(json, "namespace", one.space);
  put(json, "header", one.header);
  put(json, "source", one.source);
  put(json, "generated", one.is_generated);
  put(json, "comment", one.comment);
  return json;
}

// Declared before trees_of: it would not find them in this namespace otherwise.
Json to_tree(const Input& input);
Json to_tree(const Entity& entity);
Json to_tree(const Enum& one);
Json to_tree(const Mixin& mixin);
Json to_tree(const ValueObject& object);

template <class T>
Json trees_of(const std::vector<T>& all) {
  return list_of(all, [](const T& one) { return to_tree(one); });
}

Json to_tree(const Input& input) {
  Json json;
  json["name"] = input.name;
  put(json, "alias", input.alias);
  put_list(json, "rules", rules_of(input.rules));
  return json;
}

Json to_tree(const Entity& entity) {
  Json json = model_head(entity);
  put(json, "schema", entity.schema);
  json["table"] = entity.table;
  put(json, "was", entity.was);
  put_list(json, "bases", entity.bases);
  json["fields"] = trees_of(entity.fields);
  put_list(json, "objects", trees_of(entity.objects));
  json["primary_key"] = entity.primary_key;
  put_list(json, "unique", trees_of(entity.unique_keys));
  put_list(json, "indexes", trees_of(entity.indexes));
  put_list(json, "references", trees_of(entity.references));
  put_list(json, "checks", trees_of(entity.checks));
  put_list(json, "inputs", trees_of(entity.inputs));
  put(json, "soft_delete", entity.soft_delete);
  put_list(json, "relations", trees_of(entity.relations));
  put_list(json, "shapes", trees_of(entity.shapes));
  return json;
}

Json to_tree(const Enum& one) {
  Json json = model_head(one);
  if (one.native) json["native"] = true;
  json["enumerators"] = list_of(one.enumerators, [](const Enumerator& value) {
    Json inner;
    inner["name"] = value.name;
    inner["text"] = value.text;
    if (value.was) inner["was"] = *value.was;
    put(inner, "comment", value.comment);
    return inner;
  });
  return json;
}

Json to_tree(const Mixin& mixin) {
  Json json = model_head(mixin);
  put_list(json, "bases", mixin.bases);
  json["fields"] = trees_of(mixin.fields);
  put_list(json, "objects", trees_of(mixin.objects));
  return json;
}

Json to_tree(const ValueObject& object) {
  Json json = model_head(object);
  put_list(json, "bases", object.bases);
  json["fields"] = trees_of(object.fields);
  put_list(json, "objects", trees_of(object.objects));
  return json;
}

}  // namespace

std::string to_json(const Draft& draft) {
  Json json;
  json["structs"] = trees_of(draft.structs);
  json["enums"] = trees_of(draft.enums);
  return json.dump(2) + "\n";
}

std::string to_json(const Model& model) {
  Json json;
  json["entities"] = trees_of(model.entities);
  json["enums"] = trees_of(model.enums);
  json["mixins"] = trees_of(model.mixins);
  put_list(json, "objects", trees_of(model.objects));
  return json.dump(2) + "\n";
}

}  // namespace tenon::model
