#include "schema/postgresql/type_path.hpp"

#include <algorithm>
#include <optional>
#include <variant>

#include "base/sql_type.hpp"
#include "schema/postgresql/spelling.hpp"
#include "schema/sql_text.hpp"

namespace tenon::schema::postgresql {

bool has_sql(const Column& column) {
  return !column.computed.empty() ||
         (column.initial && column.initial->kind == Default::Kind::expression);
}

bool has_sql(const Table& table) {
  return std::any_of(table.checks.begin(), table.checks.end(),
                     [](const Check& check) { return !check.expression.empty(); }) ||
         std::any_of(table.columns.begin(), table.columns.end(),
                     [](const Column& column) { return has_sql(column); });
}

bool has_sql(const Index& index) {
  return !index.where.empty() ||
         std::any_of(index.parts.begin(), index.parts.end(),
                     [](const IndexPart& part) { return !part.expression.empty(); });
}

TypePath::TypePath(const Schema& before, const std::vector<AdaptedOperation>& operations) {
  for (const Table& table : before.tables) add(table);
  for (const AdaptedOperation& adapted : operations)
    if (const auto* operation = std::get_if<Operation>(&adapted.what)) follow(*operation);
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

void TypePath::follow(const Operation& operation) {
  if (const auto* created = std::get_if<CreateTable>(&operation)) add(created->table);
  if (const auto* added = std::get_if<AddColumn>(&operation)) add(added->table, added->column);
  if (const auto* altered = std::get_if<AlterColumn>(&operation)) {
    add(altered->table, altered->from);
    add(altered->table, altered->to);
  }
  const auto* renamed = std::get_if<RenameTable>(&operation);
  if (renamed != nullptr && concerns(renamed->from)) tables_.insert(renamed->to);
}

std::string TypePath::text(const std::string& default_schema) const {
  std::string path = quote_name(default_schema);
  for (const std::string& schema : schemas_)
    if (schema != default_schema && schema != path) path += ", " + schema;
  return path;
}

}  // namespace tenon::schema::postgresql
