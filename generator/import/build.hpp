// What the parts of the import share while models are made of a schema. Private to import. Order:
// which tables (sayable), names and fields (fields), keys, indexes, checks (keys), references
// and relations (relations).
#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "import/import.hpp"

namespace tenon::import {

using ColumnOf = std::pair<const schema::Table*, std::string>;

/// A table and the entity that it becomes.
struct Built {
  const schema::Table* table = nullptr;
  model::Entity entity;
  std::map<std::string, std::string> fields;  ///< names by column
  std::set<std::string> names;                ///< of fields and relations

  std::vector<std::string> fields_of(const std::vector<std::string>& columns) const;
};

struct Building {
  const schema::Schema& schema;
  const ValueTypes& types;
  const Options& options;
  std::vector<Built> entities;
  std::vector<model::Enum> enums;
  std::set<std::string> files;  ///< what generated code is kept in and declares
  /// Enums of the database's own types, by schema and name: places in `enums`.
  std::map<std::pair<std::string, std::string>, std::size_t> natives;

  Built* find(const std::string& schema, const std::string& table);
  std::string value_type(const std::string& schema, const std::string& table,
                         const std::string& column) const;
};

/// Why the models cannot say this table, or "".
std::string problem_of(const schema::Table& table, const Building& building);

/// Names all entities and enum types.
void name_entities(Building& building, const std::vector<const schema::Table*>& tables);

/// Makes the fields with their enums; references make their types fit.
void build_fields(Building& building);

/// Primary key, unique keys, indexes and checks of a table.
void build_keys(Built& built);

/// The first column of the key whose field is of another type than what it refers to; "" when all
/// have one type, as references of models need it.
std::string unlike_column(const Built& from, const Built& to, const schema::ForeignKey& key);

/// Foreign keys, and the names of the ways along them.
void build_references(Building& building);

/// Views as entities that are only read.
void build_views(Building& building, const std::vector<const schema::View*>& views,
                 std::vector<std::string>& left);

/// The table's check that says which texts an enum's column holds; null when it has none that the
/// models would make.
const schema::Check* enum_check_of(const schema::Table& table, const schema::Column& column);

/// A check's SQL, also of one that is a list of texts.
std::string sql_of(const schema::Check& check);

/// The struct's name, and all that is made of it, becomes the entity's.
std::string claim_entity(Building& building, const std::vector<std::string>& candidates);
std::string claim_enum(Building& building, const std::vector<std::string>& candidates);

}  // namespace tenon::import
