// The care that SQLite needs around the statements of one transaction: it has no DDL that changes a
// table in place, and drops things without a look at what depends on them.
#pragma once

#include <optional>

#include <tenon/connection.hpp>
#include <tenon/revision.hpp>

#include "migration/dependents.hpp"
#include "migration/key_check.hpp"
#include "migration/rebuilt_tables.hpp"
#include "migration/saved_objects.hpp"

namespace tenon::detail {

class SqliteGroup {
 public:
  /// To be made inside the transaction. On another database it does nothing.
  SqliteGroup(Connection& connection, const MigrationStatement* begin,
              const MigrationStatement* end);
  /// Before each statement of the group. Throws Error migration.
  void before(const MigrationStatement& statement);
  /// Behind the last one: everything of others is back in its place, or an Error migration says
  /// what does not fit.
  void finish();

 private:
  std::optional<Dependents> dependents_;
  std::optional<KeyCheck> keys_;
  std::optional<SavedObjects> saved_;
  std::optional<RebuiltTables> rebuilt_;
};

}  // namespace tenon::detail
