#include "introspect/sqlite/names.hpp"

#include <map>
#include <string>
#include <type_traits>
#include <vector>

#include "base/text.hpp"

namespace tenon::introspect::sqlite {
namespace {

void spell(std::string& name, const schema::Table& table) {
  if (table.find(name) != nullptr) return;
  const std::string folded = base::to_lower(name);
  for (const schema::Column& column : table.columns)
    if (base::to_lower(column.name) == folded) name = column.name;
}

void spell(std::vector<std::string>& names, const schema::Table& table) {
  for (std::string& name : names) spell(name, table);
}

const schema::Table* target_of(const schema::ForeignKey& key, const schema::Schema& schema) {
  if (const schema::Table* const exact = schema.find(key.schema, key.table)) return exact;
  for (const schema::Table& table : schema.tables)
    if (base::to_lower(table.name) == base::to_lower(key.table) &&
        base::to_lower(table.schema) == base::to_lower(key.schema))
      return &table;
  return nullptr;
}

/// Tables and views may have one.
template <class T>
std::string schema_of(const T& one) {
  if constexpr (std::is_same_v<T, schema::Table> || std::is_same_v<T, schema::View>)
    return one.schema;
  return {};
}

template <class T>
void take_name(T& one, const T& other) {
  one.name = other.name;
  if constexpr (std::is_same_v<T, schema::Table> || std::is_same_v<T, schema::View>)
    one.schema = other.schema;
}

/// Names of `wanted` for what only the case of letters tells from them.
template <class T>
void take_cases_of(std::vector<T>& own, const std::vector<T>& wanted) {
  const auto folded = [](const T& one) { return base::to_lower(schema_of(one) + "." + one.name); };
  std::map<std::string, const T*> names;
  for (const T& one : wanted) names[folded(one)] = &one;
  for (T& one : own) {
    const auto found = names.find(folded(one));
    if (found != names.end()) take_name(one, *found->second);
  }
}

}  // namespace

void take_cases(schema::Schema& live, const schema::Schema& wanted) {
  take_cases_of(live.tables, wanted.tables);
  take_cases_of(live.views, wanted.views);
  for (schema::Table& table : live.tables) {
    const schema::Table* const other = wanted.find(table.schema, table.name);
    if (other == nullptr) continue;
    take_cases_of(table.columns, other->columns);
    take_cases_of(table.uniques, other->uniques);
    take_cases_of(table.foreign_keys, other->foreign_keys);
    take_cases_of(table.checks, other->checks);
    take_cases_of(table.indexes, other->indexes);
    spell_names(table);
  }
  spell_targets(live);
}

void spell_names(schema::Table& table) {
  if (table.primary_key) spell(table.primary_key->columns, table);
  for (schema::Unique& unique : table.uniques) spell(unique.columns, table);
  for (schema::ForeignKey& key : table.foreign_keys) spell(key.columns, table);
  for (schema::Check& check : table.checks) spell(check.column, table);
  for (schema::Index& index : table.indexes)
    for (schema::IndexPart& part : index.parts) spell(part.column, table);
}

void spell_targets(schema::Schema& schema) {
  for (schema::Table& table : schema.tables)
    for (schema::ForeignKey& key : table.foreign_keys) {
      const schema::Table* const target = target_of(key, schema);
      if (target == nullptr) continue;
      key.schema = target->schema;
      key.table = target->name;
      // `references users` alone means its primary key.
      if (key.targets.empty() && target->primary_key) key.targets = target->primary_key->columns;
      spell(key.targets, *target);
    }
}

}  // namespace tenon::introspect::sqlite
