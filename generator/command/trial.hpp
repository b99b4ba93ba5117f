// Models of a live database, tried before anybody gets them: read as a user's are, made by the
// server, compared with what is there. What fails is said more plainly, and left alone when that
// fails, too: one odd table costs itself and nothing else.
#pragma once

#include <tenon/connection.hpp>

#include "command/project.hpp"
#include "import/import.hpp"
#include "schema/schema.hpp"

namespace tenon::command {

/// A live database as import takes it.
struct Live {
  schema::Schema schema;
  import::ValueTypes types;
};

/// The models that read back, in both forms, and say what is there. `project`: whose databases and
/// options the models are for.
import::Result tried_models(Connection& connection, const Live& live, import::Options options,
                            const Project& project);

}  // namespace tenon::command
