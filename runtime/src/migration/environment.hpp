// What surrounds the work of a migrator on one connection: that nobody else migrates, the session's
// settings, and, on SQLite, the care that a table's rebuild needs.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <tenon/connection.hpp>
#include <tenon/migration.hpp>

namespace tenon::detail {

/// PostgreSQL: holds an advisory lock of the database, and settings for migrations (empty
/// search_path, lock_timeout, UTC, READ COMMITTED, standard strings, …) whatever role and database
/// have: the session's, or behind a pooler each transaction's. SQLite: nothing; there the write
/// lock of each transaction is the lock.
class MigrationEnvironment {
 public:
  /// Waits for another migrator by asking again and again: a statement that blocks would hold a
  /// snapshot that CREATE INDEX CONCURRENTLY waits for. Throws Error timeout that names the holder.
  MigrationEnvironment(Connection& connection, const MigratorOptions& options);
  MigrationEnvironment(const MigrationEnvironment&) = delete;
  MigrationEnvironment& operator=(const MigrationEnvironment&) = delete;
  ~MigrationEnvironment();

  /// False behind a pooler: what has to run outside transactions cannot.
  bool has_session() const { return has_session_; }

  /// A transaction that may write, alone: it waits for another writer (SQLite) or migrator (behind
  /// a pooler) as long as the options say. Throws Error timeout.
  void begin();

  /// Looks for what a statement sets for the session: else the revisions after it would run with
  /// that where one run does several, and without it elsewhere.
  void note(std::string_view sql);
  /// Takes it back, outside of a transaction; begin() does so, too.
  void restore();

 private:
  void set_up(bool is_local);
  bool try_lock(const std::string& function);
  template <class Try>
  void wait_for_lock(Try try_lock);
  void begin_with_lock();
  void begin_with_writers_lock();
  std::string holder();

  Connection& connection_;
  const MigratorOptions& options_;
  std::vector<std::string> set_;  ///< the settings that the server knows
  bool has_session_ = true;
  bool is_changed_ = false;  ///< by a statement
};

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

}  // namespace tenon::detail
