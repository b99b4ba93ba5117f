#include "schema/sqlite/renames.hpp"

#include <algorithm>

#include "base/text.hpp"
#include "schema/spare_name.hpp"
#include "schema/sqlite/spelling.hpp"
#include "schema/sqlite/tokens.hpp"

namespace tenon::schema::sqlite {

namespace {

std::string folded(const std::string& column) { return base::to_lower(column); }
std::string folded(const TableName& table) {
  return base::to_lower(table_name(table.schema, table.name));
}

template <class IsTaken>
std::string spare(const std::string& column, IsTaken is_taken) {
  return spare_name(column, is_taken);
}
template <class IsTaken>
TableName spare(const TableName& table, IsTaken is_taken) {
  const auto is_taken_here = [&](const std::string& name) {
    return is_taken({table.schema, name});
  };
  return {table.schema, spare_name(table.name, is_taken_here)};
}

/// ALTER TABLE gives a column its own name in other letters, but not a table.
bool is_refused(const TableName& from, const TableName& to) { return folded(from) == folded(to); }
bool is_refused(const std::string&, const std::string&) { return false; }

}  // namespace

template <class Name>
const Name* Renaming<Name>::in_the_way(const Name& from, const Name& to) const {
  const auto found = std::find_if(names_.begin(), names_.end(), [&](const Name& name) {
    return name != now(from) && folded(name) == folded(to);
  });
  return found == names_.end() ? nullptr : &*found;
}

template <class Name>
std::pair<Name, Name> Renaming<Name>::put_aside(const Name& name) {
  const Name aside = spare(name, [&](const Name& other) {
    return std::find(names_.begin(), names_.end(), other) != names_.end();
  });
  std::replace(names_.begin(), names_.end(), name, aside);
  aside_[name] = aside;
  return {name, aside};
}

template <class Name>
std::vector<std::pair<Name, Name>> Renaming<Name>::steps(const Name& from, const Name& to) {
  std::vector<std::pair<Name, Name>> made;
  if (const Name* const other = in_the_way(from, to)) made.push_back(put_aside(Name{*other}));
  if (is_refused(now(from), to)) made.push_back(put_aside(now(from)));
  const Name actual = now(from);
  aside_.erase(from);
  std::replace(names_.begin(), names_.end(), actual, to);
  made.emplace_back(actual, to);
  return made;
}

template class Renaming<std::string>;
template class Renaming<TableName>;

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
