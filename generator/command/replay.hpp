// Runs revisions in an empty database, one after the other, up and down, and compares what is there
// after each with what its operations say.
#pragma once

#include <set>
#include <string>
#include <vector>

#include <tenon/migration.hpp>

#include "command/failure.hpp"
#include "migrate/store.hpp"

namespace tenon::command {

/// Something that SQL and operations do not agree on, or that failed.
struct Disagreement {
  enum class Where { sql, operations, both, failed, left_over, head };
  std::string revision;
  std::string database;  ///< "postgresql", "sqlite"
  migrate::Direction direction = migrate::Direction::up;
  Where where = Where::both;
  /// What only one of them has, as the operation that makes it; of both, the operation that leads
  /// from what the SQL makes to what the operations say; of a head, the loss that it does not name.
  std::string what;
  schema::Hazard hazard = {};  ///< of a head: that loss
  /// Failed: what the statement names is not there, and may be what no revision makes.
  bool is_missing_other = false;
};

/// For people: one line.
std::string describe(const Disagreement& disagreement, const migrate::Store& store);

struct ReplayRequest {
  std::vector<std::string> ids;    ///< all that runs, parents first
  std::set<std::string> compared;  ///< those that are looked at
  std::string database;            ///< the dialect
  std::string url;                 ///< an empty database
  std::set<std::string> accepted;  ///< those whose heads are written anew: all losses are told
};

/// Steps in C++ that do nothing, for all that the revisions name: a replay looks at the schema, and
/// theirs are the rows.
std::vector<MigrationCode> no_code(const std::vector<Revision>& revisions);

/// The revisions of the request in a row, so that each step is one of them.
std::vector<Revision> chain(const ReplayRequest& request, const migrate::Store& store);

/// What was found. Throws Error when the database is away.
std::vector<Disagreement> replay(const ReplayRequest& request, const migrate::Store& store,
                                 const base::Sources& sources);

}  // namespace tenon::command
