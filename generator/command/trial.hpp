// Models of a live database, tried before anybody gets them: read as a user's are, made by the
// server, compared with what is there. What fails is said more plainly, and left alone when that
// fails, too: one odd table costs itself and nothing else.
#pragma once

#include <vector>

#include <tenon/connection.hpp>

#include "command/project.hpp"
#include "import/import.hpp"
#include "introspect/introspect.hpp"
#include "schema/schema.hpp"

namespace tenon::command {

/// A live database as import takes it.
struct Live {
  schema::Schema schema;
  schema::Schema runnable;  ///< the same with SQL as a revision can run it
  import::ValueTypes types;
};

/// Throws as introspect() does, and fills `notes` as it does.
Live read_live(Connection& connection, std::vector<introspect::Note>* notes = nullptr);

/// The models that read back, in both forms, and say what is there. `project`: whose databases and
/// options the models are for.
import::Result tried_models(Connection& connection, const Live& live, import::Options options,
                            const Project& project);

}  // namespace tenon::command
