// The one list of operations that every dialect answers.
#pragma once

#include <string>
#include <vector>

#include "schema/operation.hpp"

namespace tenon::dialect_test {

/// The schema that each case starts from: users, posts that reference them, audit.events.
schema::Schema base_schema();

struct Case {
  std::string name;  ///< the answer's file name
  schema::Operations operations;
};
const std::vector<Case>& cases();

}  // namespace tenon::dialect_test
