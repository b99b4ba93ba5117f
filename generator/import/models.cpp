#include <algorithm>

#include "base/sql_type.hpp"
#include "base/text.hpp"
#include "import/build.hpp"
#include "schema/sql_text.hpp"

namespace tenon::import {
namespace {

template <class T>
std::vector<const T*> wanted_of(const std::vector<T>& all, const Options& options) {
  std::vector<const T*> wanted;
  for (const T& one : all)
    if (options.has(one.schema, one.name)) wanted.push_back(&one);
  std::sort(wanted.begin(), wanted.end(), [](const T* a, const T* b) {
    return std::pair{a->schema, a->name} < std::pair{b->schema, b->name};
  });
  return wanted;
}

bool is_used(const model::Enum& one, const model::Model& model) {
  for (const model::Entity& entity : model.entities)
    for (const model::Field& field : entity.fields)
      if (field.type.enumeration == one.qualified()) return true;
  return false;
}

/// Whether a column is an array of it: mood[], "Mood"[], audit.mood[].
bool is_in_list(const schema::EnumType& type, const std::vector<const schema::Table*>& tables) {
  for (const schema::Table* table : tables)
    for (const schema::Column& column : table->columns) {
      const auto read = base::read_sql_type(column.type.raw);
      if (!read || read->list.empty()) continue;
      const bool is_it = read->name == type.name || read->name == schema::quote_name(type.name);
      if (is_it) return true;
    }
  return false;
}

/// Why the key is not in the models, or "".
std::string problem_of(const schema::Table& table, const schema::ForeignKey& key,
                       Building& building) {
  if (building.find(key.schema, key.table) == nullptr)
    return "there is no model of " + schema::display_name(key.schema, key.table);
  const std::string unlike = unlike_column(*building.find(table.schema, table.name),
                                           *building.find(key.schema, key.table), key);
  if (!unlike.empty()) return "column " + unlike + " is of another type than what it refers to";
  return can_say(table, key) ? "" : "it sets NULL in what may not be NULL";
}

std::vector<std::string> unknown_of(const schema::Schema& schema, const Options& options) {
  std::vector<std::string> unknown;
  for (const std::string& name : options.tables) {
    const auto is_it = [&](const auto& one) {
      return one.name == name ||
             (one.schema.empty() ? "public" : one.schema) + "." + one.name == name;
    };
    if (std::none_of(schema.tables.begin(), schema.tables.end(), is_it) &&
        std::none_of(schema.views.begin(), schema.views.end(), is_it))
      unknown.push_back(name);
  }
  return unknown;
}

}  // namespace

bool Options::has(const std::string& schema, const std::string& name) const {
  const auto names = [](const std::vector<std::string>& all, const std::string& one) {
    return std::find(all.begin(), all.end(), one) != all.end();
  };
  const std::string space = schema.empty() ? "public" : schema;
  if (!schemas.empty() && !names(schemas, space)) return false;
  return tables.empty() || names(tables, name) || names(tables, space + "." + name);
}

std::vector<std::string> Built::fields_of(const std::vector<std::string>& columns) const {
  std::vector<std::string> names;
  names.reserve(columns.size());
  for (const std::string& column : columns) names.push_back(fields.at(column));
  return names;
}

Built* Building::find(const std::string& space, const std::string& table) {
  for (Built& one : entities)
    if (one.table != nullptr && one.table->schema == space && one.table->name == table) return &one;
  return nullptr;
}

std::string Building::value_type(const std::string& space, const std::string& table,
                                 const std::string& column) const {
  const bool is_sqlite = options.dialect == "sqlite";
  const auto spelled = [&](const std::string& name) {
    return is_sqlite ? base::to_lower(name) : name;
  };
  const auto columns = types.find(spelled(schema::display_name(space, table)));
  if (columns == types.end()) return {};
  const auto found = columns->second.find(spelled(column));
  return found == columns->second.end() ? "" : found->second;
}

Trial Options::trial_of(const std::string& schema, const std::string& name) const {
  const auto found = trials.find({schema, name});
  return found == trials.end() ? Trial{} : found->second;
}

Result models_of(const schema::Schema& schema, const ValueTypes& types, const Options& options) {
  Building building{schema, types, options, {}, {}, {}, {}};
  Result result;
  std::vector<const schema::Table*> tables;
  for (const schema::Table* table : wanted_of(schema.tables, options)) {
    const std::string problem = problem_of(*table, building);
    if (problem.empty())
      tables.push_back(table);
    else
      result.left.push_back("table " + schema::display_name(table->schema, table->name) +
                            " is left alone: " + problem);
  }
  name_entities(building, tables);
  build_fields(building);
  for (Built& one : building.entities) build_keys(one);
  build_references(building);
  for (const Built& one : building.entities)
    for (const schema::Index& index : one.table->indexes)
      if (!can_say(index))
        result.left.push_back(
            "index " + index.name + " of " +
            schema::display_name(one.table->schema, one.table->name) +
            " is left alone: it has NULLs first in some columns and last in others");
  for (const Built& one : building.entities)
    for (const schema::ForeignKey& key : one.table->foreign_keys)
      if (const std::string problem = problem_of(*one.table, key, building); !problem.empty())
        result.left.push_back("foreign key " + (key.name.empty() ? "" : key.name + " ") + "of " +
                              schema::display_name(one.table->schema, one.table->name) +
                              " is left alone: " + problem);
  build_views(building, wanted_of(schema.views, options), result.left);
  for (Built& one : building.entities) result.model.entities.push_back(std::move(one.entity));
  for (const schema::EnumType& type : schema.enums)
    if (building.natives.count({type.schema, type.name}) == 0 && options.tables.empty())
      result.left.push_back("enum type " + schema::display_name(type.schema, type.name) +
                            " is left alone: " +
                            (is_in_list(type, tables) ? "models have lists of it as text"
                                                      : "no column of the models is of it"));
  for (model::Enum& one : building.enums)
    if (is_used(one, result.model)) result.model.enums.push_back(std::move(one));
  result.unknown = unknown_of(schema, options);
  return result;
}

}  // namespace tenon::import
