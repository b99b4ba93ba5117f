// `tenon verify --accept`: the operations that an edited revision's SQL carries out.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "command/replay.hpp"

namespace tenon::command {

/// The revisions of the request whose SQL is not what was generated, without those that promise
/// that only data differs.
std::vector<std::string> edited_revisions(const ReplayRequest& request,
                                          const migrate::Store& store);

/// What the revision's SQL does in the empty database of the request, on top of those before it.
/// What comes out as the operations say keeps their words; else it has the server's.
/// `has_enum_checks`: columns of enum types have the check that databases without such types need.
schema::Operations operations_made(const ReplayRequest& request, const migrate::Store& store,
                                   const std::string& id, bool has_enum_checks);

/// Gives the revision other operations, and makes its SQL the one that counts as generated.
void accept(migrate::Store& store, const std::string& id, schema::Operations operations);

/// A revision as it was read and with the operations that were accepted.
struct Change {
  const migrate::StoredRevision& before;
  schema::Schema start_before;  ///< what it began with
  const migrate::StoredRevision& after;
  schema::Schema start_after;
  std::vector<Disagreement> losses = {};  ///< that its heads are to name
};

/// Writes its revision.json anew, and into the heads of its scripts the hazards of its operations.
/// Where the way up has another number of statements than before, the way down no longer says what
/// it undoes of them: those numbers would be of other statements.
void rewrite(const std::filesystem::path& root, const Change& change,
             base::Diagnostics& diagnostics);

}  // namespace tenon::command
