// Brings the rows of seed files into a database: those that are not there are inserted, those that
// differ updated, all others left alone.
#pragma once

#include <tenon/session.hpp>

#include "command/seed_file.hpp"
#include "schema/dialect.hpp"
#include "schema/schema.hpp"

namespace tenon::command {

struct SeedCounts {
  int inserted = 0;
  int updated = 0;
  int unchanged = 0;
};

/// Throws what the database throws. A row that the database refuses is an error in the diagnostics,
/// and the last one that was written.
SeedCounts write_seed(const SeedFile& file, const schema::Schema& schema,
                      const schema::Dialect& dialect, Session& session,
                      base::Diagnostics& diagnostics);

}  // namespace tenon::command
