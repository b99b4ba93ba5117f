#include "model/dump.hpp"
#include "model/dump_tree.hpp"

namespace tenon::model::dump {
namespace {

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
  put(json, "sql_type", field.type.declared);
  put(json, "collation", field.type.collation);
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
  put(json, "nulls_last", index.nulls_last);
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
  put(json, "read_only", entity.is_view());
  if (entity.view) put(json, "query", *entity.view);
  put(json, "was", entity.was);
  put_list(json, "bases", entity.bases);
  json["fields"] = trees_of(entity.fields);
  put_list(json, "objects", trees_of(entity.objects));
  json["primary_key"] = entity.primary_key;
  put(json, "primary_key_name", entity.primary_key_name);
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
  put(json, "type_name", one.type_name);
  if (one.type_schema) json["type_schema"] = *one.type_schema;
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
}  // namespace tenon::model::dump

namespace tenon::model {

std::string to_json(const Model& model) {
  dump::Json json;
  json["entities"] = dump::trees_of(model.entities);
  json["enums"] = dump::trees_of(model.enums);
  json["mixins"] = dump::trees_of(model.mixins);
  dump::put_list(json, "objects", dump::trees_of(model.objects));
  return json.dump(2) + "\n";
}

}  // namespace tenon::model
