#include "schema/schema_json.hpp"

#include <array>
#include <string_view>
#include <utility>

#include "schema/json_reader.hpp"

namespace tenon::schema {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::array<std::pair<std::string_view, ColumnType::Kind>, 18> type_names{{
    {"boolean", ColumnType::Kind::boolean},
    {"int16", ColumnType::Kind::int16},
    {"int32", ColumnType::Kind::int32},
    {"int64", ColumnType::Kind::int64},
    {"float32", ColumnType::Kind::float32},
    {"float64", ColumnType::Kind::float64},
    {"text", ColumnType::Kind::text},
    {"bytes", ColumnType::Kind::bytes},
    {"uuid", ColumnType::Kind::uuid},
    {"decimal", ColumnType::Kind::decimal},
    {"timestamp", ColumnType::Kind::timestamp},
    {"date", ColumnType::Kind::date},
    {"local_timestamp", ColumnType::Kind::local_timestamp},
    {"time", ColumnType::Kind::time},
    {"interval", ColumnType::Kind::interval},
    {"json", ColumnType::Kind::json},
    {"enum", ColumnType::Kind::enumeration},
    {"raw", ColumnType::Kind::raw},
}};
constexpr std::array<std::pair<std::string_view, Default::Kind>, 5> default_names{{
    {"boolean", Default::Kind::boolean},
    {"number", Default::Kind::number},
    {"text", Default::Kind::text},
    {"expression", Default::Kind::expression},
    {"list", Default::Kind::list},
}};
constexpr std::array<std::pair<std::string_view, IndexPart::Nulls>, 2> nulls_names{{
    {"first", IndexPart::Nulls::first},
    {"last", IndexPart::Nulls::last},
}};
constexpr std::array<std::pair<std::string_view, Action>, 5> action_names{{
    {"no_action", Action::no_action},
    {"restrict", Action::restrict},
    {"cascade", Action::cascade},
    {"set_null", Action::set_null},
    {"set_default", Action::set_default},
}};

}  // namespace

// ---- writing -----------------------------------------------------------------------------------

namespace detail {

void put(Json& json, const char* key, const std::string& text) {
  if (!text.empty()) json[key] = text;
}
void put(Json& json, const char* key, bool value) {
  if (value) json[key] = true;
}
void put(Json& json, const char* key, int value) {
  if (value != 0) json[key] = value;
}

void put(Json& json, const char* key, const base::SqlText& sql) {
  if (sql.others.empty()) return put(json, key, sql.text);
  put(json[key], "sql", sql.text);
  for (const auto& [database, text] : sql.others) json[key][database] = text;
}

Json write(const Column& column) {
  Json json;
  json["name"] = column.name;
  json["type"] = name_in(type_names, column.type.kind);
  put(json, "length", column.type.length);
  put(json, "precision", column.type.precision);
  put(json, "scale", column.type.scale);
  put(json, "list", column.type.is_list);
  put(json, "raw", column.type.raw);
  put(json, "enum_schema", column.type.enum_schema);
  put(json, "enum_name", column.type.enum_name);
  put(json, "declared", column.type.declared);
  put(json, "collation", column.type.collation);
  put(json, "null", column.nullable);
  if (column.initial) {
    Json& initial = json["default"][std::string{name_in(default_names, column.initial->kind)}];
    if (column.initial->kind == Default::Kind::list)
      initial = column.initial->elements;
    else
      initial = column.initial->text;
  }
  put(json, "identity", column.identity);
  put(json, "computed", column.computed);
  put(json, "comment", column.comment);
  put(json, "was", column.was);
  put(json, "backfill", column.backfill);
  put(json, "backfill_where", column.backfill_where);
  if (!column.formerly.empty()) json["formerly"] = column.formerly;
  if (column.object)
    json["object"] = {{"columns", column.object->columns}, {"check", column.object->check}};
  return json;
}

Json write(const PrimaryKey& key) { return {{"name", key.name}, {"columns", key.columns}}; }
Json write(const Unique& unique) { return {{"name", unique.name}, {"columns", unique.columns}}; }

Json write(const ForeignKey& key) {
  Json json;
  json["name"] = key.name;
  json["columns"] = key.columns;
  put(json, "schema", key.schema);
  json["table"] = key.table;
  json["targets"] = key.targets;
  if (key.on_delete != Action::no_action) json["on_delete"] = name_in(action_names, key.on_delete);
  if (key.on_update != Action::no_action) json["on_update"] = name_in(action_names, key.on_update);
  put(json, "deferrable", key.deferrable);
  return json;
}

Json write(const std::vector<RenamedValue>& renames) {
  Json json = Json::array();
  for (const RenamedValue& rename : renames) {
    json.push_back({{"from", rename.from}, {"to", rename.to}});
  }
  return json;
}

Json write(const Check& check) {
  Json json;
  json["name"] = check.name;
  put(json, "expression", check.expression);
  put(json, "column", check.column);
  if (!check.values.empty()) json["values"] = check.values;
  if (!check.renames.empty()) json["renames"] = write(check.renames);
  put(json, "list", check.is_list);
  return json;
}

Json write(const Index& index) {
  Json json;
  json["name"] = index.name;
  json["parts"] = Json::array();
  for (const IndexPart& part : index.parts) {
    Json item;
    put(item, "column", part.column);
    put(item, "expression", part.expression);
    put(item, "descending", part.descending);
    if (part.nulls != IndexPart::Nulls::usual) item["nulls"] = name_in(nulls_names, part.nulls);
    json["parts"].push_back(std::move(item));
  }
  put(json, "unique", index.unique);
  put(json, "where", index.where);
  put(json, "method", index.method);
  if (!index.include.empty()) json["include"] = index.include;
  return json;
}

Json write(const EnumType& type) {
  Json json;
  put(json, "schema", type.schema);
  json["name"] = type.name;
  json["values"] = type.values;
  if (!type.renames.empty()) json["renames"] = write(type.renames);
  return json;
}

template <class T>
void write_list(Json& json, const char* key, const std::vector<T>& list) {
  if (list.empty()) return;
  Json items = Json::array();
  for (const T& item : list) items.push_back(write(item));
  json[key] = std::move(items);
}

Json write(const Table& table) {
  Json json;
  put(json, "schema", table.schema);
  json["name"] = table.name;
  put(json, "comment", table.comment);
  put(json, "was", table.was);
  if (!table.formerly.empty()) json["formerly"] = table.formerly;
  write_list(json, "columns", table.columns);
  if (table.primary_key) json["primary_key"] = write(*table.primary_key);
  write_list(json, "uniques", table.uniques);
  write_list(json, "foreign_keys", table.foreign_keys);
  write_list(json, "checks", table.checks);
  write_list(json, "indexes", table.indexes);
  return json;
}

Json write(const View& view) {
  Json json;
  put(json, "schema", view.schema);
  json["name"] = view.name;
  put(json, "query", view.query);
  put(json, "comment", view.comment);
  return json;
}

// ---- reading -----------------------------------------------------------------------------------

void read_object_part(const JsonValue& value, ObjectPart& part) {
  JsonObject object{value};
  part.columns = object.need("columns").texts();
  part.check = object.need("check").text();
  object.finish();
}

void read(const JsonValue& value, Column& column) {
  JsonObject object{value};
  column.name = object.need("name").text();
  column.type.kind = value_in(type_names, object.need("type"));
  column.type.length = object.integer("length");
  column.type.precision = object.integer("precision");
  column.type.scale = object.integer("scale");
  column.type.is_list = object.boolean("list");
  column.type.raw = object.text("raw");
  column.type.enum_schema = object.text("enum_schema");
  column.type.enum_name = object.text("enum_name");
  column.type.declared = object.sql("declared");
  column.type.collation = object.sql("collation");
  column.nullable = object.boolean("null");
  if (const auto initial = object.find("default")) {
    const auto [kind, text] = initial->only_member();
    column.initial = Default{value_in(default_names, kind, *initial), ""};
    if (column.initial->kind == Default::Kind::list)
      column.initial->elements = text.texts();
    else
      column.initial->text = text.text();
  }
  column.identity = object.boolean("identity");
  column.computed = object.sql("computed");
  column.comment = object.text("comment");
  column.was = object.text("was");
  column.backfill = object.text("backfill");
  column.backfill_where = object.text("backfill_where");
  if (const auto names = object.find("formerly")) column.formerly = names->texts();
  if (const auto part = object.find("object")) read_object_part(*part, column.object.emplace());
  object.finish();
}

template <class T>
void read_key(const JsonValue& value, T& key) {
  JsonObject object{value};
  key.name = object.need("name").text();
  key.columns = object.need("columns").texts();
  object.finish();
}
void read(const JsonValue& value, PrimaryKey& key) { read_key(value, key); }
void read(const JsonValue& value, Unique& unique) { read_key(value, unique); }

void read(const JsonValue& value, ForeignKey& key) {
  JsonObject object{value};
  key.name = object.need("name").text();
  key.columns = object.need("columns").texts();
  key.schema = object.text("schema");
  key.table = object.need("table").text();
  key.targets = object.need("targets").texts();
  if (const auto action = object.find("on_delete")) {
    key.on_delete = value_in(action_names, *action);
  }
  if (const auto action = object.find("on_update")) {
    key.on_update = value_in(action_names, *action);
  }
  key.deferrable = object.boolean("deferrable");
  object.finish();
}

void read(const JsonValue& value, RenamedValue& rename) {
  JsonObject object{value};
  rename.from = object.need("from").text();
  rename.to = object.need("to").text();
  object.finish();
}

template <class T>
void read_list(JsonObject& object, const char* key, std::vector<T>& list) {
  const auto found = object.find(key);
  if (!found) return;
  for (const JsonValue& item : found->items()) read(item, list.emplace_back());
}

void read(const JsonValue& value, Check& check) {
  JsonObject object{value};
  check.name = object.need("name").text();
  check.expression = object.text("expression");
  check.column = object.text("column");
  if (const auto values = object.find("values")) check.values = values->texts();
  read_list(object, "renames", check.renames);
  check.is_list = object.boolean("list");
  object.finish();
}

void read(const JsonValue& value, EnumType& type) {
  JsonObject object{value};
  type.schema = object.text("schema");
  type.name = object.need("name").text();
  type.values = object.need("values").texts();
  read_list(object, "renames", type.renames);
  object.finish();
}

void read(const JsonValue& value, std::vector<RenamedValue>& renames) {
  for (const JsonValue& item : value.items()) read(item, renames.emplace_back());
}

void read(const JsonValue& value, IndexPart& part) {
  JsonObject object{value};
  part.expression = object.text("expression");
  if (part.expression.empty()) part.column = object.need("column").text();
  part.descending = object.boolean("descending");
  if (const auto nulls = object.find("nulls")) part.nulls = value_in(nulls_names, *nulls);
  object.finish();
}

void read(const JsonValue& value, Index& index) {
  JsonObject object{value};
  index.name = object.need("name").text();
  object.need("parts").items();
  read_list(object, "parts", index.parts);
  index.unique = object.boolean("unique");
  index.where = object.text("where");
  index.method = object.text("method");
  if (const auto include = object.find("include")) index.include = include->texts();
  object.finish();
}

void read(const JsonValue& value, Table& table) {
  JsonObject object{value};
  table.schema = object.text("schema");
  table.name = object.need("name").text();
  table.comment = object.text("comment");
  table.was = object.text("was");
  if (const auto names = object.find("formerly")) table.formerly = names->texts();
  read_list(object, "columns", table.columns);
  if (const auto key = object.find("primary_key")) read(*key, table.primary_key.emplace());
  read_list(object, "uniques", table.uniques);
  read_list(object, "foreign_keys", table.foreign_keys);
  read_list(object, "checks", table.checks);
  read_list(object, "indexes", table.indexes);
  object.finish();
}

void read(const JsonValue& value, View& view) {
  JsonObject object{value};
  view.schema = object.text("schema");
  view.name = object.need("name").text();
  object.need("query");
  view.query = object.sql("query");
  view.comment = object.text("comment");
  object.finish();
}

}  // namespace detail

nlohmann::ordered_json to_json(const Table& table) { return detail::write(table); }

nlohmann::ordered_json to_json(const Schema& schema) {
  Json json;
  json["tables"] = Json::array();
  for (const Table& table : schema.tables) json["tables"].push_back(detail::write(table));
  detail::write_list(json, "enums", schema.enums);
  detail::write_list(json, "views", schema.views);
  return json;
}

Schema schema_from_json(const nlohmann::ordered_json& json) {
  detail::JsonObject object{detail::JsonValue{json}};
  Schema schema;
  for (const detail::JsonValue& table : object.need("tables").items()) {
    detail::read(table, schema.tables.emplace_back());
  }
  detail::read_list(object, "enums", schema.enums);
  detail::read_list(object, "views", schema.views);
  object.finish();
  return schema;
}

}  // namespace tenon::schema
