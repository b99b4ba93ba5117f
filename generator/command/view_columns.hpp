// Whether the views of a live database give what their entities are read from.
#pragma once

#include <string>
#include <vector>

#include <tenon/connection.hpp>

#include "model/model.hpp"

namespace tenon::command {

/// A sentence for each column of a view, of ours or of somebody else, that is missing or of a type
/// from which its field cannot be read, and for each view of somebody else that is missing. Where
/// the database knows no type (SQLite: an expression) there is none. Throws tenon::Error.
std::vector<std::string> unfit_view_columns(Connection& connection, const model::Model& model);

}  // namespace tenon::command
