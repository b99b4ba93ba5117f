// The methods of a repository that write rows: new ones (view_create.cpp), and ones that are there
// (view_update.cpp). Each function adds its keys to the view of the repository.
#pragma once

#include <string>

#include <nlohmann/json.hpp>

#include "model/model.hpp"
#include "query/statement.hpp"

namespace tenon::emit {

/// What the file of a repository calls its entity.
struct RowNames {
  std::string stem;   ///< "user_group": begins the file's own functions and constants
  std::string local;  ///< "group": a row in hand
  std::string key;    ///< "id": the key's parameters, as arguments
};

/// How `create` makes the entity of a Create and the clock.
void add_assignments(const model::Entity& entity, const RowNames& names, nlohmann::json& view);
void add_create(const model::Entity& entity, const query::Statement& statement,
                const RowNames& names, nlohmann::json& view);
void add_insert(const model::Entity& entity, const query::Statement& statement,
                const RowNames& names, nlohmann::json& view);

void add_update(const model::Entity& entity, const RowNames& names, nlohmann::json& view);
void add_save(const model::Entity& entity, const query::Statement& statement, const RowNames& names,
              nlohmann::json& view);
/// The keys of add_save for an entity whose key is all it has.
void add_no_save(nlohmann::json& view);

/// The error of a key that no row has, as an expression.
std::string not_found(const model::Entity& entity);
/// "id", or "key" where it has several columns.
std::string key_word(const model::Entity& entity);

}  // namespace tenon::emit
