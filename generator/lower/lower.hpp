// Model → Schema: which table, column, key, index and check each declaration becomes. The only
// place that knows; dialects spell the result, and nothing here knows a dialect.
#pragma once

#include <vector>

#include "base/diagnostic.hpp"
#include "model/model.hpp"
#include "schema/dialect.hpp"
#include "schema/schema.hpp"

namespace tenon::lower {

struct Options {
  bool enum_check =
      true;  ///< an enum's column gets a CHECK of its texts ("enum_check" of tenon.json)
  std::vector<schema::Limits> limits = {};  ///< of the project's databases
};

/// The schema that the model describes. Two names that collide over the whole schema (after
/// shortening, and on a database that ignores case) are an error [duplicate-name] at the later
/// entity; so are more columns than a database takes [too-many-columns]. A
/// collation that a database does not have is a warning [unknown-collation].
schema::Schema lower(const model::Model& model, const Options& options,
                     base::Diagnostics& diagnostics);

/// The type of the field's column, but for the type that a native enum has in the database: there
/// it is text.
schema::ColumnType column_type(const model::Field& field);

}  // namespace tenon::lower
