// The project's output as files in memory: what `generate` writes and compares, and `revision`
// brings up to date.
#pragma once

#include <vector>

#include "command/models.hpp"
#include "emit/emit.hpp"

namespace tenon::command {

/// All files of the output folder. Errors have stopped the run (Failure).
std::vector<emit::File> data_layer(const Project& project, const Models& models,
                                   const emit::Templates& templates, Workspace& workspace);

}  // namespace tenon::command
