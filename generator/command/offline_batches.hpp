// `--sql` for psql: statements in batches, each a transaction that writes into the history how far
// it is, so that `tenon upgrade` can go on where the script stopped.
#pragma once

#include <cstddef>
#include <string>

#include <tenon/revision.hpp>

namespace tenon::command {

/// Whose row of the history tells how far the batches are.
struct BatchedRevision {
  std::string id;
  bool is_up = true;
  std::string history_table;  ///< as SQL
};

/// The statements `begin` up to `end`, of which one runs in batches. Stops before the first one
/// when the key would leave rows out.
std::string batches_text(const BatchedRevision& revision, const MigrationScript& script,
                         std::size_t begin, std::size_t end);

}  // namespace tenon::command
