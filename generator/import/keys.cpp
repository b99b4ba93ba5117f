#include <algorithm>

#include "base/text.hpp"
#include "import/build.hpp"
#include "lower/names.hpp"
#include "schema/sql_text.hpp"

namespace tenon::import {
namespace {

using model::TypeKind;

/// The name when the models would not make it themselves.
std::string own_name(const std::string& name, const schema::Table& table,
                     const std::vector<std::string>& columns, const char* suffix) {
  return name.empty() || name == lower::derived_name(table.name, columns, suffix) ? "" : name;
}

model::Field& field_of(Built& built, const std::string& name) {
  return *std::find_if(built.entity.fields.begin(), built.entity.fields.end(),
                       [&](const model::Field& field) { return field.name == name; });
}

void build_primary_key(Built& built) {
  const schema::PrimaryKey& key = *built.table->primary_key;
  built.entity.primary_key = built.fields_of(key.columns);
  built.entity.primary_key_name = own_name(key.name, *built.table, {}, "pkey");
  if (key.columns.size() != 1) return;
  model::Field& field = field_of(built, built.entity.primary_key.front());
  if (built.table->find(key.columns.front())->identity)
    field.filled = model::Filled::by_identity;
  else if (field.type.kind == TypeKind::uuid && !field.initial)
    field.filled = model::Filled::by_uuid;
}

/// Whether PostgreSQL and SQLite order its values alike, which an index over the field asks for.
bool has_order(const model::Field& field) {
  return field.type.kind != TypeKind::interval && field.type.kind != TypeKind::json;
}

std::string quoted(const std::string& column) {
  return "\"" + base::replace_all(column, "\"", "\"\"") + "\"";
}

model::Index index_of(const schema::Index& index, Built& built) {
  model::Index made;
  made.unique = index.unique;
  made.where = index.where;
  made.method = index.method;
  made.include = built.fields_of(index.include);
  std::vector<std::string> columns;
  for (const schema::IndexPart& part : index.parts) {
    columns.push_back(part.column.empty() ? "expr" : part.column);
    made.nulls_first = made.nulls_first || part.nulls == schema::IndexPart::Nulls::first;
    made.nulls_last = made.nulls_last || part.nulls == schema::IndexPart::Nulls::last;
    if (part.column.empty()) {
      made.parts.push_back({"", part.descending, part.expression});
      continue;
    }
    const model::Field& field = field_of(built, built.fields.at(part.column));
    // As SQL, the column is the database's to judge.
    const bool is_sql = index.method.empty() && !has_order(field);
    made.parts.push_back(is_sql ? model::IndexPart{"", part.descending, quoted(part.column)}
                                : model::IndexPart{field.name, part.descending, ""});
    if (is_sql) columns.back() = "expr";
  }
  made.name = own_name(index.name, *built.table, columns, "idx");
  return made;
}

void build_indexes(Built& built) {
  for (const schema::Index& index : built.table->indexes) {
    if (!can_say(index)) continue;
    model::Index made = index_of(index, built);
    const auto is_same = [&](const model::Index& other) {
      return other.parts == made.parts && other.where == made.where &&
             other.method == made.method && other.nulls_first == made.nulls_first &&
             other.nulls_last == made.nulls_last;
    };
    std::vector<model::Index>& known = built.entity.indexes;
    // One that is there twice: said as SQL it is another for the models, and the same index.
    for (std::size_t i = 0; i < made.parts.size(); ++i) {
      if (std::none_of(known.begin(), known.end(), is_same)) break;
      if (made.parts[i].sql.empty()) {
        made.parts[i] = {"", made.parts[i].descending, quoted(index.parts[i].column)};
        made.name = index.name;
      }
    }
    if (std::none_of(known.begin(), known.end(), is_same)) known.push_back(std::move(made));
  }
}

}  // namespace

const schema::Check* enum_check_of(const schema::Table& table, const schema::Column& column) {
  const bool is_text = column.type.kind == schema::ColumnType::Kind::text &&
                       column.type.length == 0 && column.type.collation.empty();
  if (!is_text) return nullptr;
  for (const schema::Check& check : table.checks)
    if (check.column == column.name && own_name(check.name, table, {column.name}, "check").empty())
      return &check;
  return nullptr;
}

std::string sql_of(const schema::Check& check) {
  if (check.column.empty()) return check.expression;
  std::vector<std::string> texts;
  for (const std::string& value : check.values) texts.push_back(schema::quote_text(value));
  const std::string list = base::join(texts, ", ");
  return check.is_list ? quoted(check.column) + " <@ array[" + list + "]"
                       : quoted(check.column) + " in (" + list + ")";
}

void build_keys(Built& built) {
  const schema::Table& table = *built.table;
  build_primary_key(built);
  for (const schema::Unique& unique : table.uniques)
    built.entity.unique_keys.push_back(
        {built.fields_of(unique.columns), own_name(unique.name, table, unique.columns, "key")});
  build_indexes(built);
  std::set<std::string> names;
  for (const schema::Check& check : table.checks) names.insert(check.name);
  for (const schema::Check& check : table.checks) {
    const schema::Column* column = check.column.empty() ? nullptr : table.find(check.column);
    if (column != nullptr && enum_check_of(table, *column) == &check &&
        field_of(built, built.fields.at(column->name)).type.kind == TypeKind::enumeration)
      continue;
    std::string name = check.name;
    for (int number = 0; name.empty(); ++number) {
      const std::string made = lower::derived_name(
          table.name, {}, "check" + (number == 0 ? "" : std::to_string(number)));
      if (names.insert(made).second) name = made;
    }
    built.entity.checks.push_back({sql_of(check), name});
  }
}

}  // namespace tenon::import
