// The methods of a repository that write rows: new ones (view_create.cpp, view_insert.cpp), and
// ones that are there (view_update.cpp); and those that load relations for many rows
// (view_loaders.cpp). Each function adds its keys to the view of the repository.
#pragma once

#include <cstddef>
#include <set>
#include <string>
#include <vector>

#include <nlohmann/json.hpp>

#include "emit/column_lists.hpp"
#include "model/model.hpp"
#include "query/statement.hpp"
#include "schema/dialect.hpp"

namespace tenon::emit {

/// What the file of a repository calls a row and its values.
struct RowNames {
  std::string stem;   ///< "user_group": begins the file's own functions and constants
  std::string local;  ///< "group": a row in hand
  std::string key;    ///< "id": the key's parameters, as arguments
  /// The values of a whole row, as <stem>_params lists them and insert sends them.
  std::vector<query::Column> columns;

  ColumnLists lists = {};  ///< those that its statements share

  /// Whether these are the first ones of them.
  bool begins_with(const std::vector<query::Column>& some) const;
  /// A call of <stem>_params for these, which it begins with.
  std::string params(const std::string& object, std::size_t count) const;
};

/// How `create` makes the entity of a Create and the clock.
void add_assignments(const model::Entity& entity, const RowNames& names, nlohmann::json& view);
void add_create(const model::Entity& entity, const query::Statement& statement,
                const RowNames& names, nlohmann::json& view);
/// How `create` changes a row that is there, for each key by which it may be; behind add_create.
void add_upserts(const model::Entity& entity, nlohmann::json& view);
/// How `bulk_load` gets its rows into the table; behind the statements.
void add_bulk_load(const query::Statement& create, const RowNames& names,
                   const std::vector<const schema::Dialect*>& dialects, nlohmann::json& view);
/// Also the function of the whole row's values.
void add_insert(const model::Entity& entity, const query::Statement& statement,
                const RowNames& names, nlohmann::json& view);

void add_update(const model::Entity& entity, const RowNames& names, nlohmann::json& view);
void add_save(const model::Entity& entity, const query::Statement& statement, const RowNames& names,
              nlohmann::json& view);
/// The keys of add_save for an entity whose key is all it has.
void add_no_save(nlohmann::json& view);

/// The methods that load a relation for many rows; what their types and tables need is added to the
/// headers.
void add_loaders(const model::Entity& entity, const model::Model& model, const RowNames& names,
                 nlohmann::json& view, std::set<std::string>& headers,
                 std::set<std::string>& tables);

}  // namespace tenon::emit
