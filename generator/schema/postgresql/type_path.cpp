#include "schema/postgresql/type_path.hpp"

#include <algorithm>
#include <optional>
#include <variant>

#include "base/sql.hpp"
#include "base/sql_type.hpp"
#include "base/text.hpp"
#include "schema/postgresql/spelling.hpp"
#include "schema/sql_text.hpp"

namespace tenon::schema::postgresql {

std::string sql_of(const Column& column) {
  if (!column.computed.empty()) return column.computed.of("postgresql");
  const bool is_sql = column.initial && column.initial->kind == Default::Kind::expression;
  return is_sql ? column.initial->text : std::string{};
}

std::string sql_of(const Index& index) {
  std::string sql = index.where;
  for (const IndexPart& part : index.parts) sql += "\n" + part.expression;
  return std::string{base::trim(sql)};
}

std::string sql_of(const Table& table) {
  std::string sql;
  for (const Check& check : table.checks) sql += check.expression + "\n";
  for (const Column& column : table.columns) sql += sql_of(column) + "\n";
  for (const Index& index : table.indexes) sql += sql_of(index) + "\n";
  return std::string{base::trim(sql)};
}

namespace {

/// Whether what ends at `end` casts to what follows: `::` or `as`.
bool casts(std::string_view sql, std::size_t end) {
  const std::string_view before = base::trim(sql.substr(0, end));
  return base::ends_with(before, "::") || base::ends_with(base::to_lower(before), " as");
}

}  // namespace

TypePath::TypePath(const Schema& before, const std::vector<AdaptedOperation>& operations) {
  for (const Table& table : before.tables) add(table);
  for (const EnumType& type : before.enums) add(type);
  for (const AdaptedOperation& adapted : operations) {
    if (const auto* operation = std::get_if<Operation>(&adapted.what)) follow(*operation);
    if (const auto* move = std::get_if<MoveEnum>(&adapted.what)) add(move->to);
  }
}

void TypePath::add(const TableName& table, const Column& column) {
  const std::optional<base::SqlType> type = declared_type(column.type);
  if (!type || type->is_builtin()) return;
  tables_.insert(table);
  if (!type->schema.empty()) schemas_.insert(type->schema);
}

void TypePath::add(const Table& table) {
  for (const Column& column : table.columns) add({table.schema, table.name}, column);
}

void TypePath::add(const EnumType& type) {
  if (type.schema.empty()) enums_.insert(type.name);
}

void TypePath::follow(const Operation& operation) {
  if (const auto* created = std::get_if<CreateEnum>(&operation)) add(created->type);
  if (const auto* altered = std::get_if<AlterEnum>(&operation)) add(altered->to);
  if (const auto* created = std::get_if<CreateTable>(&operation)) add(created->table);
  if (const auto* added = std::get_if<AddColumn>(&operation)) add(added->table, added->column);
  if (const auto* altered = std::get_if<AlterColumn>(&operation)) {
    add(altered->table, altered->from);
    add(altered->table, altered->to);
  }
  const auto* renamed = std::get_if<RenameTable>(&operation);
  if (renamed != nullptr && concerns(renamed->from)) tables_.insert(renamed->to);
}

bool TypePath::names_enum(const std::string& sql) const {
  const std::vector<base::SqlWord> words = base::sql_words(sql);
  return std::any_of(words.begin(), words.end(), [&](const base::SqlWord& word) {
    return enums_.count(word.text) != 0 && casts(sql, word.begin);
  });
}

std::string TypePath::found_by(const TableName& table, const std::string& sql) const {
  if (sql.empty()) return {};
  if (concerns(table)) return "the operators of the columns' types";
  return names_enum(sql) ? "types without a schema" : "";
}

std::string TypePath::text(const std::string& default_schema) const {
  std::string path = quote_name(default_schema);
  for (const std::string& schema : schemas_)
    if (schema != default_schema && schema != path) path += ", " + schema;
  return path;
}

}  // namespace tenon::schema::postgresql
