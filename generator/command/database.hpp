// The database and the revisions of a project, as the verbs that migrate use them.
#pragma once

#include <string>

#include <tenon/engine.hpp>

#include "command/project.hpp"
#include "migrate/store.hpp"

namespace tenon::command {

/// `--database`, else DATABASE_URL, else DATABASE_URL in the project's .env, else tenon.json. A
/// relative SQLite file of the last two is relative to the project. Throws Failure when there is
/// none.
std::string database_url(const Options& options, const Project& project);

/// " --database URL" as the user gave it, without a password, for commands that hints spell out; ""
/// when another way named the database, since it will name it again.
std::string same_database(const Options& options);

/// What to connect to when nothing is to be written: a SQLite file that does not exist yet, in a
/// folder that does, is as an empty database in memory, so that looking at it does not make it.
std::string reading_url(const std::string& url);

/// The URL of a database that has to be there: throws Failure for a SQLite file that does not
/// exist, and does not make it.
const std::string& existing_url(const std::string& url);

/// How to connect when nothing is to be written: a file that others made stays as it is.
EngineOptions reading();

/// Reads the project's revisions; errors have stopped the run (Failure).
migrate::Store load_store(const Project& project, Workspace& workspace,
                          migrate::Reading reading = migrate::Reading::all);

/// Runs `work`; a database that is away becomes a Failure with the masked URL and what to try.
template <class Work>
int with_database(const std::string& url, Work&& work);

/// Turns what the runtime throws for `url` into a Failure; rethrows what is no matter of the
/// database's being there.
[[noreturn]] void report_database(const std::string& url);

template <class Work>
int with_database(const std::string& url, Work&& work) {
  try {
    return work();
  } catch (...) {
    report_database(url);
  }
}

}  // namespace tenon::command
