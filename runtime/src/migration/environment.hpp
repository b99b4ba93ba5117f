// What surrounds the work of a migrator on one connection: that nobody else migrates, the session's
// settings, and, on SQLite, the care that a table's rebuild needs.
#pragma once

#include <string>
#include <vector>

#include <tenon/connection.hpp>
#include <tenon/migration.hpp>

namespace tenon::detail {

/// PostgreSQL: holds an advisory lock of the database, and the session's settings for migrations
/// (empty search_path, lock_timeout, UTC). SQLite: nothing; there the write lock of each
/// transaction is the lock.
class MigrationEnvironment {
 public:
  /// Waits for another migrator by asking again and again: a statement that blocks would hold a
  /// snapshot that CREATE INDEX CONCURRENTLY waits for. Throws Error timeout that names the holder.
  MigrationEnvironment(Connection& connection, const MigratorOptions& options);
  MigrationEnvironment(const MigrationEnvironment&) = delete;
  MigrationEnvironment& operator=(const MigrationEnvironment&) = delete;
  ~MigrationEnvironment();

 private:
  void wait_for_lock(int lock_wait);
  std::string holder();

  Connection& connection_;
};

/// `begin immediate`, waiting for a writer as long as the options say; PostgreSQL: `begin`.
void begin_migration(Connection& connection, const MigratorOptions& options);

/// Switches SQLite's foreign keys off for as long as it lives, outside any transaction. Inside one
/// the pragma does nothing, and dropping the old table would then delete its children.
class ForeignKeysOff {
 public:
  /// Throws Error migration when they stay on.
  explicit ForeignKeysOff(Connection& connection);
  ForeignKeysOff(const ForeignKeysOff&) = delete;
  ForeignKeysOff& operator=(const ForeignKeysOff&) = delete;
  ~ForeignKeysOff();

 private:
  Connection& connection_;
};

/// Throws Error migration naming table and parent when a row refers to nothing.
void check_foreign_keys(Connection& connection);

}  // namespace tenon::detail
