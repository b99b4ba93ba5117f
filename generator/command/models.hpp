// From the project's files to Draft, Model and Schema: what every verb that looks at the models
// does first.
#pragma once

#include "command/project.hpp"
#include "model/draft.hpp"
#include "model/model.hpp"
#include "schema/schema.hpp"

namespace tenon::command {

/// What was read, and which files it came from.
struct Models {
  model::Draft draft;
  model::Model model;
  schema::Schema schema;
  std::vector<std::string> opened_files;  ///< absolute, sorted: models and what libclang opened
};

/// How far to go.
enum class Stage { draft, model, schema };

/// Reads the models; errors have stopped the run (Failure).
Models read_models(const Project& project, Workspace& workspace, Stage last = Stage::schema);

}  // namespace tenon::command
