// What the verbs that write revisions share: what they ask for, their folders, and the generated
// code that carries them.
#pragma once

#include "command/models.hpp"
#include "command/options.hpp"
#include "command/project.hpp"
#include "migrate/author.hpp"

namespace tenon::command {

/// With the id and the message that were given, and the databases of the project. Throws Failure
/// when SOURCE_DATE_EPOCH, which makes runs repeatable (reproducible-builds.org), is no number.
migrate::Request request_of(const Options& options, const Project& project);

/// Writes the revision and prints its folder, whose name below that of the project it returns.
std::string write_folder(const migrate::StoredRevision& revision, const Project& project,
                         Workspace& workspace);

/// The generated code carries the revisions: where it exists, it is brought up to date with what
/// was written.
void embed(const Project& project, const Models& models);
/// The same, reading the models only when there is something to bring up to date.
void embed(const Project& project);

}  // namespace tenon::command
