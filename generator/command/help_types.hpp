// The types of fields for `tenon help types`: how each is written in both forms of the models, and
// the column that each database keeps it in.
#pragma once

#include <string_view>
#include <vector>

#include "schema/schema.hpp"

namespace tenon::command {

/// A type that a column holds as it is.
struct TypeHelp {
  schema::ColumnType::Kind kind;
  std::string_view cpp;
  std::string_view json;  ///< members of the property's object
};

/// Every type of one value, in the order in which people meet them.
const std::vector<TypeHelp>& types();

void print_types();

}  // namespace tenon::command
