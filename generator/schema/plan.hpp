// What a dialect makes of operations: SQL statements in transactions, as the revision's file holds
// them and the runner runs them.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "schema/operation.hpp"

namespace tenon::schema {

/// How a statement goes over the rows of a table: in ranges of its key, a transaction each. The
/// columns of the range's first key are `$1`, … in the statement, those of its last one follow.
struct Batches {
  int rows = 0;  ///< in one range; 0: the statement runs once, as it stands
  TableName table;
  std::vector<std::string> key;

  bool operator==(const Batches&) const = default;
};

/// What a plan has to suit.
struct PlanOptions {
  int batch_rows =
      5000;             ///< so many rows are locked at once: worth a transaction, short to wait for
  int postgresql = 15;  ///< the oldest major version of the server that it runs on
};

/// One action of an ALTER TABLE that has those of several operations, comma and line end between.
struct StepAction {
  std::size_t operation = 0;
  std::size_t begin = 0;  ///< in the statement
  std::string comment;    ///< its own, or ""

  bool operator==(const StepAction&) const = default;
};

/// One statement.
struct Step {
  std::string sql;  ///< one statement, several lines, no semicolon at the end
  /// Steps of one group are neighbours and share a transaction. A group is also what a runner
  /// repeats after a stop: a statement that had to run outside a transaction stands in a group of
  /// its own with the one that clears what a failed attempt leaves behind.
  int group = 0;
  bool transactional = true;  ///< the same for all steps of a group
  std::string comment;        ///< why this statement, one line, or ""
  std::vector<Hazard> hazards;
  /// SQLite: the tables that the group builds anew or has to drop with foreign keys off. Not
  /// empty on every step of such a group; then the runner, on this connection,
  ///   1. sets `pragma foreign_keys = off` before BEGIN and verifies that it reads 0,
  ///   2. begins; keeps the SQL of all views and triggers that sqlite_master has, drops the views
  ///      and the triggers,
  ///   3. runs the group: before a statement with `was` it compares the live table, and before the
  ///      old one is dropped it counts the copied rows and keeps the SQL of indexes that the group
  ///      does not make; then it creates again each index, view and trigger that no longer exists,
  ///   4. looks at the keys and triggers of what it touched; one newly broken takes all back,
  ///   5. commits and restores the pragma.
  std::vector<std::string> rebuilds;
  /// The operation that it came from, as a place in the list that was planned (the first one when
  /// several became one statement).
  std::size_t operation = 0;
  /// PostgreSQL: where several became one statement, the last one.
  std::size_t last_operation = 0;
  /// PostgreSQL: of an ALTER TABLE that may have become one of several.
  std::vector<StepAction> actions = {};

  /// A statement that takes this one back as long as the `part` has not ended, "" where the
  /// operation's way back does that too. It may find nothing to do.
  std::string clears = {};
  /// PostgreSQL: which of the dialect's own operations it is a step of.
  std::size_t part = 0;

  /// PostgreSQL. What else stands in the group is repeated with each of them.
  Batches batches = {};

  /// SQLite, a statement that makes the new table: the old one as it was planned from, CREATE TABLE
  /// and CREATE INDEX with semicolons between them. PostgreSQL, one that drops a column: the name
  /// of that; one that clears the way for an index: `no index`. See MigrationStatement.
  std::string was = {};

  bool operator==(const Step&) const = default;
};

/// The statements of one direction.
struct Plan {
  std::vector<Step> steps;

  bool operator==(const Plan&) const = default;
};

}  // namespace tenon::schema
