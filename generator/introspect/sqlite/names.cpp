#include "introspect/sqlite/names.hpp"

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

}  // namespace

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
