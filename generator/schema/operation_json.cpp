// Operations as JSON: {"op": "add_column", …}. The names are part of the format of revision.json.
#include <functional>
#include <map>
#include <utility>

#include "schema/json_reader.hpp"
#include "schema/schema_json.hpp"

namespace tenon::schema {
namespace {

using detail::JsonObject;
using detail::JsonValue;
using detail::put;
using detail::read;
using detail::write;
using Json = nlohmann::ordered_json;

/// {"op": …, "schema": …, "table": …}: how each operation on a table begins.
Json start(const char* op, const TableName& table) {
  Json json;
  json["op"] = op;
  put(json, "schema", table.schema);
  json["table"] = table.name;
  return json;
}

template <class T>
Json with(const char* op, const TableName& table, const char* key, const T& item) {
  Json json = start(op, table);
  json[key] = write(item);
  return json;
}

Json whole(const char* op, const Table& table) {
  Json json;
  json["op"] = op;
  json["table"] = write(table);
  return json;
}

Json renaming(Json json, const std::string& from, const std::string& to) {
  json["from"] = from;
  json["to"] = to;
  return json;
}

template <class T>
Json write_enum(const char* op, const T& operation) {
  Json json;
  json["op"] = op;
  json["enum"] = write(operation.type);
  return json;
}

struct Writer {
  Json operator()(const CreateEnum& o) const { return write_enum("create_enum", o); }
  Json operator()(const DropEnum& o) const { return write_enum("drop_enum", o); }
  Json operator()(const AlterEnum& o) const {
    Json json;
    json["op"] = "alter_enum";
    json["from"] = write(o.from);
    json["to"] = write(o.to);
    if (!o.renames.empty()) json["renames"] = write(o.renames);
    return json;
  }
  Json operator()(const CreateTable& o) const { return whole("create_table", o.table); }
  Json operator()(const DropTable& o) const { return whole("drop_table", o.table); }
  Json operator()(const RenameTable& o) const {
    Json json = start("rename_table", o.from);
    json["to"] = o.to.name;
    if (o.to.schema != o.from.schema) json["to_schema"] = o.to.schema;
    return json;
  }
  Json operator()(const SetViewComment& o) const {
    return renaming(start("set_view_comment", o.table), o.from, o.to);
  }
  Json operator()(const SetTableComment& o) const {
    return renaming(start("set_table_comment", o.table), o.from, o.to);
  }
  Json operator()(const AddColumn& o) const {
    Json json = with("add_column", o.table, "column", o.column);
    put(json, "backfill", o.backfill);
    put(json, "backfill_where", o.where);
    return json;
  }
  Json operator()(const DropColumn& o) const {
    return with("drop_column", o.table, "column", o.column);
  }
  Json operator()(const RenameColumn& o) const {
    return renaming(start("rename_column", o.table), o.from, o.to);
  }
  Json operator()(const AlterColumn& o) const {
    Json json = with("alter_column", o.table, "from", o.from);
    json["to"] = write(o.to);
    put(json, "backfill", o.backfill);
    put(json, "backfill_where", o.where);
    if (!o.renames.empty()) json["renames"] = write(o.renames);
    return json;
  }
  Json operator()(const RenameValue& o) const {
    Json json = start("rename_value", o.table);
    json["column"] = o.column;
    if (o.is_list) json["list"] = true;
    return renaming(std::move(json), o.from, o.to);
  }
  Json operator()(const CreateView& o) const {
    return {{"op", "create_view"}, {"view", write(o.view)}};
  }
  Json operator()(const DropView& o) const {
    return {{"op", "drop_view"}, {"view", write(o.view)}};
  }
  Json operator()(const AddPrimaryKey& o) const {
    return with("add_primary_key", o.table, "key", o.key);
  }
  Json operator()(const DropPrimaryKey& o) const {
    return with("drop_primary_key", o.table, "key", o.key);
  }
  Json operator()(const AddUnique& o) const {
    return with("add_unique", o.table, "unique", o.unique);
  }
  Json operator()(const DropUnique& o) const {
    return with("drop_unique", o.table, "unique", o.unique);
  }
  Json operator()(const AddForeignKey& o) const {
    return with("add_foreign_key", o.table, "key", o.key);
  }
  Json operator()(const DropForeignKey& o) const {
    return with("drop_foreign_key", o.table, "key", o.key);
  }
  Json operator()(const AddCheck& o) const { return with("add_check", o.table, "check", o.check); }
  Json operator()(const DropCheck& o) const {
    return with("drop_check", o.table, "check", o.check);
  }
  Json operator()(const CreateIndex& o) const {
    return with("create_index", o.table, "index", o.index);
  }
  Json operator()(const DropIndex& o) const {
    return with("drop_index", o.table, "index", o.index);
  }
  Json operator()(const RenameConstraint& o) const {
    const bool index = o.kind == RenameConstraint::Kind::index;
    return renaming(start(index ? "rename_index" : "rename_constraint", o.table), o.from, o.to);
  }
};

TableName table_name(JsonObject& object) {
  TableName name;
  name.schema = object.text("schema");
  name.name = object.need("table").text();
  return name;
}

template <class T>
Operation read_enum(JsonObject& object) {
  T operation;
  read(object.need("enum"), operation.type);
  return operation;
}

Operation read_alter_enum(JsonObject& object) {
  AlterEnum operation;
  read(object.need("from"), operation.from);
  read(object.need("to"), operation.to);
  if (const auto renames = object.find("renames")) read(*renames, operation.renames);
  return operation;
}

template <class T>
Operation read_whole(JsonObject& object) {
  T operation;
  read(object.need("table"), operation.table);
  return operation;
}

/// An operation of a table and one member.
template <class T, class Item>
std::function<Operation(JsonObject&)> read_with(const char* key, Item T::*member) {
  return [key, member](JsonObject& object) -> Operation {
    T operation;
    operation.table = table_name(object);
    read(object.need(key), operation.*member);
    return operation;
  };
}

template <class T>
Operation read_renaming(JsonObject& object) {
  T operation;
  operation.table = table_name(object);
  operation.from = object.need("from").text();
  operation.to = object.need("to").text();
  return operation;
}

template <class T>
Operation read_view(JsonObject& object) {
  T operation;
  read(object.need("view"), operation.view);
  return operation;
}

Operation read_rename_table(JsonObject& object) {
  RenameTable operation;
  operation.from = table_name(object);
  operation.to = {operation.from.schema, object.need("to").text()};
  if (const auto schema = object.find("to_schema")) operation.to.schema = schema->text();
  return operation;
}

Operation read_add_column(JsonObject& object) {
  AddColumn operation;
  operation.table = table_name(object);
  read(object.need("column"), operation.column);
  operation.backfill = object.text("backfill");
  operation.where = object.text("backfill_where");
  return operation;
}

Operation read_alter_column(JsonObject& object) {
  AlterColumn operation;
  operation.table = table_name(object);
  read(object.need("from"), operation.from);
  read(object.need("to"), operation.to);
  operation.backfill = object.text("backfill");
  operation.where = object.text("backfill_where");
  if (const auto renames = object.find("renames")) read(*renames, operation.renames);
  return operation;
}

Operation read_rename_value(JsonObject& object) {
  Operation operation = read_renaming<RenameValue>(object);
  std::get<RenameValue>(operation).column = object.need("column").text();
  std::get<RenameValue>(operation).is_list = object.boolean("list");
  return operation;
}

Operation read_rename_index(JsonObject& object) {
  Operation operation = read_renaming<RenameConstraint>(object);
  std::get<RenameConstraint>(operation).kind = RenameConstraint::Kind::index;
  return operation;
}

using Readers = std::map<std::string, std::function<Operation(JsonObject&)>>;

Readers make_readers() {
  return {
      {"create_enum", read_enum<CreateEnum>},
      {"drop_enum", read_enum<DropEnum>},
      {"alter_enum", read_alter_enum},
      {"create_table", read_whole<CreateTable>},
      {"drop_table", read_whole<DropTable>},
      {"rename_table", read_rename_table},
      {"create_view", read_view<CreateView>},
      {"drop_view", read_view<DropView>},
      {"set_table_comment", read_renaming<SetTableComment>},
      {"set_view_comment", read_renaming<SetViewComment>},
      {"add_column", read_add_column},
      {"drop_column", read_with("column", &DropColumn::column)},
      {"rename_column", read_renaming<RenameColumn>},
      {"alter_column", read_alter_column},
      {"rename_value", read_rename_value},
      {"add_primary_key", read_with("key", &AddPrimaryKey::key)},
      {"drop_primary_key", read_with("key", &DropPrimaryKey::key)},
      {"add_unique", read_with("unique", &AddUnique::unique)},
      {"drop_unique", read_with("unique", &DropUnique::unique)},
      {"add_foreign_key", read_with("key", &AddForeignKey::key)},
      {"drop_foreign_key", read_with("key", &DropForeignKey::key)},
      {"add_check", read_with("check", &AddCheck::check)},
      {"drop_check", read_with("check", &DropCheck::check)},
      {"create_index", read_with("index", &CreateIndex::index)},
      {"drop_index", read_with("index", &DropIndex::index)},
      {"rename_constraint", read_renaming<RenameConstraint>},
      {"rename_index", read_rename_index},
  };
}

Operation read_operation(const JsonValue& value) {
  static const Readers readers = make_readers();
  JsonObject object{value};
  const JsonValue op = object.need("op");
  const auto reader = readers.find(op.text());
  if (reader == readers.end()) op.fail("unknown operation '" + op.text() + "'");
  Operation operation = reader->second(object);
  object.finish();
  return operation;
}

}  // namespace

nlohmann::ordered_json to_json(const Operation& operation) {
  return std::visit(Writer{}, operation);
}

nlohmann::ordered_json to_json(const Operations& operations) {
  Json json = Json::array();
  for (const Operation& operation : operations) json.push_back(to_json(operation));
  return json;
}

Operation operation_from_json(const nlohmann::ordered_json& json) {
  return read_operation(JsonValue{json});
}

Operations operations_from_json(const nlohmann::ordered_json& json) {
  Operations operations;
  for (const JsonValue& item : JsonValue{json}.items()) {
    operations.push_back(read_operation(item));
  }
  return operations;
}

}  // namespace tenon::schema
