#include "schema/postgresql/enum_columns.hpp"

#include "schema/dependency.hpp"

namespace tenon::schema::postgresql {
namespace {

bool is_of_enum(const Column& column) { return column.type.kind == ColumnType::Kind::enumeration; }

}  // namespace

EnumColumns::EnumColumns(const Schema& schema) {
  for (const EnumType& type : schema.enums) values_[name_of(type)] = type.values;
  for (const Table& table : schema.tables) add(table);
}

void EnumColumns::move(const EnumType& from, const EnumType& to) {
  values_.erase(name_of(from));
  values_[name_of(to)] = to.values;
  for (auto& [table, columns] : columns_) {
    for (auto& [name, column] : columns) {
      if (TypeName{column.type.enum_schema, column.type.enum_name} != name_of(from)) continue;
      column.type.enum_schema = to.schema;
      column.type.enum_name = to.name;
    }
  }
}

bool EnumColumns::is_enum(const TableName& table, const std::string& column) const {
  const auto found = columns_.find(table);
  return found != columns_.end() && found->second.count(column) != 0;
}

bool EnumColumns::has_default(const Column& column) const {
  if (!is_of_enum(column) || !column.initial || column.initial->kind != Default::Kind::text) {
    return true;
  }
  return contains(values({column.type.enum_schema, column.type.enum_name}), column.initial->text);
}

std::vector<EnumColumns::Use> EnumColumns::uses(const TypeName& type) const {
  std::vector<Use> uses;
  for (const auto& [table, columns] : columns_) {
    for (const auto& [name, column] : columns) {
      if (TypeName{column.type.enum_schema, column.type.enum_name} != type) continue;
      uses.push_back({table, name, column.initial, column});
    }
  }
  return uses;
}

const std::vector<std::string>& EnumColumns::values(const TypeName& type) const {
  static const std::vector<std::string> none;
  const auto found = values_.find(type);
  return found == values_.end() ? none : found->second;
}

void EnumColumns::operator()(const RenameTable& o) {
  auto columns = columns_.extract(o.from);
  if (columns.empty()) return;
  columns.key() = o.to;
  columns_.insert(std::move(columns));
}

void EnumColumns::operator()(const RenameColumn& o) {
  const auto table = columns_.find(o.table);
  if (table == columns_.end()) return;
  auto column = table->second.extract(o.from);
  if (column.empty()) return;
  column.key() = o.to;
  column.mapped().name = o.to;
  table->second.insert(std::move(column));
}

void EnumColumns::operator()(const AlterColumn& o) {
  remove(o.table, o.to.name);
  add(o.table, o.to);
}

void EnumColumns::add(const Table& table) {
  for (const Column& column : table.columns) add({table.schema, table.name}, column);
}

void EnumColumns::add(const TableName& table, const Column& column) {
  if (is_of_enum(column)) columns_[table][column.name] = column;
}

void EnumColumns::remove(const TableName& table, const std::string& column) {
  const auto found = columns_.find(table);
  if (found != columns_.end()) found->second.erase(column);
}

}  // namespace tenon::schema::postgresql
