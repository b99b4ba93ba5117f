// What the verbs that write revisions share: the time that they give them, and the generated code
// that carries them.
#pragma once

#include "command/models.hpp"
#include "command/project.hpp"

namespace tenon::command {

/// Since 1970. SOURCE_DATE_EPOCH makes runs repeatable (reproducible-builds.org). Throws Failure
/// when it is no number.
long long seconds_now();

/// The generated code carries the revisions: where it exists, it is brought up to date with what
/// was written.
void embed(const Project& project, const Models& models);
/// The same, reading the models only when there is something to bring up to date.
void embed(const Project& project);

}  // namespace tenon::command
