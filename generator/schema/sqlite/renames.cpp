#include "schema/sqlite/renames.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "schema/spare_name.hpp"
#include "schema/sqlite/tokens.hpp"

namespace tenon::schema::sqlite {

std::vector<RenameTable> steps_of(const RenameTable& rename) {
  const bool is_case = rename.from.schema == rename.to.schema &&
                       base::to_lower(rename.from.name) == base::to_lower(rename.to.name);
  if (!is_case) return {rename};
  const TableName aside{rename.from.schema,
                        spare_name(rename.from.name, [](const auto&) { return false; })};
  return {{rename.from, aside}, {aside, rename.to}};
}

void rename_in_sql(Table& table, const RenameColumn& rename) {
  const auto follow = [&](std::string& sql) {
    if (!sql.empty()) sql = with_renamed_column(sql, rename.from, rename.to);
  };
  for (Check& check : table.checks) follow(check.expression);
  for (Column& column : table.columns) {
    follow(column.computed.text);
    for (auto& [database, sql] : column.computed.others) follow(sql);
  }
  for (Index& index : table.indexes) {
    follow(index.where);
    for (IndexPart& part : index.parts) follow(part.expression);
  }
}

void rename_targets(Schema& schema, const RenameColumn& rename) {
  for (Table& table : schema.tables)
    for (ForeignKey& key : table.foreign_keys)
      if (TableName{key.schema, key.table} == rename.table)
        std::replace(key.targets.begin(), key.targets.end(), rename.from, rename.to);
}

}  // namespace tenon::schema::sqlite
