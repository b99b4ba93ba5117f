// Which fields stand in which DTO: the one place that knows, for the templates' views and for
// OpenAPI.
#pragma once

#include <string>
#include <vector>

#include "model/model.hpp"

namespace tenon::emit {

/// The fields and value objects of each DTO, in the model's order.
struct Members {
  std::vector<const model::Field*> create;       ///< what the application gives to `create`
  std::vector<const model::Field*> create_json;  ///< those of them that JSON may set
  std::vector<const model::Field*> update;       ///< what `update` may change, and the version that
                                                 ///< it compares
  std::vector<const model::Field*> update_json;
  std::vector<const model::Field*> read;  ///< what leaves the program
};

Members members_of(const model::Entity& entity);

/// "tenon::Numeric{10, 2}" for a decimal with limits, else "".
std::string numeric(const model::Field& field);
/// The field that is filled this way, or nullptr.
const model::Field* filled(const model::Entity& entity, model::Filled how);

/// The field may leave the program as JSON.
bool is_shown(const model::Field& field);
/// The member must be given to `create`: it is neither nullable nor has a default of any kind.
bool is_required(const model::Field& field);
bool is_key(const model::Entity& entity, const model::Field& field);
bool is_sql_default(const model::Field& field);

}  // namespace tenon::emit
