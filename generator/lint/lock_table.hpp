// What each class of statement does to a live PostgreSQL: which locks it takes on what, what it
// writes anew and what it reads whole. Measured facts: they stand in locks.postgresql.txt, and
// tests/database/locks/lock_table_test.cpp holds every row against a real server.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tenon::lint {

/// Modes of table locks, the weakest first. PostgreSQL manual, 13.3.1.
enum class LockMode {
  access_share,
  row_share,
  row_exclusive,
  share_update_exclusive,
  share,
  share_row_exclusive,
  exclusive,
  access_exclusive
};

struct Lock {
  LockMode mode = LockMode::access_share;
  std::string relation;  ///< its part in the statement: "table", "parent", …

  bool operator==(const Lock&) const = default;
};

/// A row of the table.
struct StatementClass {
  std::string name;  ///< "create index"
  std::vector<Lock> locks;
  std::vector<std::string> rewrites;  ///< the relations that are written anew
  std::vector<std::string> scans;     ///< those that are read from the first row to the last

  bool operator==(const StatementClass&) const = default;
};

/// The file as it was when the generator was built.
std::string_view lock_table_text();

/// Throws std::runtime_error with the line for a text of another form.
std::vector<StatementClass> read_lock_table(std::string_view text);

/// The row of the embedded table; nullptr when there is none.
const StatementClass* find_class(std::string_view name);

/// "ACCESS EXCLUSIVE", as PostgreSQL's manual calls it.
std::string_view to_text(LockMode mode);

/// Who waits for it: "every read and write"; "" for a mode that nobody notices.
std::string_view waiting(LockMode mode);

}  // namespace tenon::lint
