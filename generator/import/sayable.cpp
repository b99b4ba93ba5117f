#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "base/text.hpp"
#include "import/build.hpp"
#include "import/types.hpp"
#include "lower/names.hpp"

namespace tenon::import {
namespace {

/// Why SQL and files cannot hold the name as it is, or "".
std::string problem_of_name(const std::string& name) {
  if (name.empty() || name.size() > lower::longest_name) return "has a name of over 63 bytes";
  const bool is_clean = std::none_of(name.begin(), name.end(), [](char c) {
    return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
  });
  return is_clean ? "" : "has a control character in its name";
}

std::string problem_of_key(const schema::Table& table, const Building& building) {
  if (!table.primary_key) return "it has no primary key";
  for (const std::string& name : table.primary_key->columns) {
    const schema::Column* column = table.find(name);
    if (column == nullptr) return "its primary key is over what is no column";
    const auto type = type_of(column->type, building.value_type(table.schema, table.name, name),
                              building.options.dialect);
    if (!type) continue;
    using Kind = model::TypeKind;
    const bool is_unfit = type->is_list || type->kind == Kind::float32 ||
                          type->kind == Kind::float64 || type->kind == Kind::interval ||
                          type->kind == Kind::json;
    if (is_unfit) return "a key over '" + name + "' of type " + schema::describe(column->type);
  }
  return {};
}

}  // namespace

/// Where NULLs stand is said of all parts of one direction.
bool can_say(const schema::Index& index) {
  using Nulls = schema::IndexPart::Nulls;
  std::set<std::pair<bool, bool>> usual;
  for (const schema::IndexPart& part : index.parts)
    usual.insert({part.descending, part.nulls == Nulls::usual});
  return (usual.count({true, true}) == 0 || usual.count({true, false}) == 0) &&
         (usual.count({false, true}) == 0 || usual.count({false, false}) == 0);
}

bool can_say(const schema::Table& table, const schema::ForeignKey& key) {
  using schema::Action;
  if (key.on_delete != Action::set_null && key.on_update != Action::set_null) return true;
  return std::all_of(key.columns.begin(), key.columns.end(), [&](const std::string& name) {
    const schema::Column* const column = table.find(name);
    return column != nullptr && column->nullable;
  });
}

bool can_refer(const schema::Schema& models, const schema::Table& table,
               const schema::ForeignKey& key) {
  using Kind = schema::ColumnType::Kind;
  const auto is_whole = [](Kind kind) {
    return kind == Kind::int16 || kind == Kind::int32 || kind == Kind::int64;
  };
  const schema::Table* const from = models.find(table.schema, table.name);
  const schema::Table* const to = models.find(key.schema, key.table);
  if (from == nullptr || to == nullptr) return true;
  for (std::size_t i = 0; i < key.columns.size() && i < key.targets.size(); ++i) {
    const schema::Column* const own = from->find(key.columns[i]);
    const schema::Column* const other = to->find(key.targets[i]);
    if (own == nullptr || other == nullptr) continue;
    const schema::ColumnType& a = own->type;
    const schema::ColumnType& b = other->type;
    const bool is_told = a.kind == Kind::raw || b.kind == Kind::raw ||
                         (is_whole(a.kind) && is_whole(b.kind)) ||
                         (a.kind == b.kind && a.precision == b.precision && a.scale == b.scale);
    if (!is_told) return false;
  }
  return true;
}

std::string tool_of(const std::string& table) {
  static const std::map<std::string, std::string> tools{
      {"alembic_version", "Alembic"},
      {"schema_migrations", "another migration tool"},
      {"ar_internal_metadata", "Rails"},
      {"flyway_schema_history", "Flyway"},
      {"django_migrations", "Django"},
      {"_prisma_migrations", "Prisma"},
      {"databasechangelog", "Liquibase"},
      {"databasechangeloglock", "Liquibase"},
      {"goose_db_version", "goose"},
      {"atlas_schema_revisions", "Atlas"},
      {"__EFMigrationsHistory", "Entity Framework"},
      {"knex_migrations", "Knex"},
      {"knex_migrations_lock", "Knex"},
      {"SequelizeMeta", "Sequelize"},
      {"_sqlx_migrations", "sqlx"},
      {"__diesel_schema_migrations", "Diesel"},
      {"refinery_schema_history", "Refinery"},
      {"doctrine_migration_versions", "Doctrine"},
      {"phinxlog", "Phinx"}};
  const auto found = tools.find(table);
  return found == tools.end() ? "" : found->second;
}

std::string problem_of(const schema::Table& table, const Building& building) {
  if (const std::string tool = tool_of(table.name); !tool.empty())
    return "it is " + tool + "'s, of its migrations";
  if (Trial tried = building.options.trial_of(table.schema, table.name); !tried.problem.empty())
    return tried.problem;
  std::string of_key = problem_of_key(table, building);
  if (!of_key.empty()) return of_key;
  if (const std::string own = problem_of_name(table.name); !own.empty()) return "it " + own;
  for (const schema::Column& column : table.columns) {
    const bool is_key = table.primary_key->columns == std::vector<std::string>{column.name};
    if (column.identity && !is_key)
      return "the database numbers '" + column.name + "', which is not its key";
    const std::string type = building.value_type(table.schema, table.name, column.name);
    if (column.type.kind != schema::ColumnType::Kind::enumeration &&
        !type_of(column.type, type, building.options.dialect))
      return "the models have no word for the type of '" + column.name + "', " +
             schema::describe(column.type);
    if (const std::string own = problem_of_name(column.name); !own.empty())
      return "column '" + column.name + "' " + own;
  }
  return {};
}

}  // namespace tenon::import
