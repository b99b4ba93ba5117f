// Brings a database from one revision to another: runs the reviewed SQL of revisions and nothing
// else. Used by `tenon upgrade` and, with embedded revisions, by services at their start.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <tenon/revision.hpp>
#include <tenon/timestamp.hpp>

namespace tenon {

class Engine;
class Session;
namespace detail {
struct MigrationWork;
}

/// One revision's way up or down.
struct MigrationStep {
  enum class Direction : std::uint8_t { up, down };
  std::string id;
  std::string message;
  Direction direction = Direction::up;
  std::int64_t duration_ms = 0;  ///< once it has run
};

/// How far a statement has come that runs in batches.
struct BatchPosition {
  std::int64_t rows = 0;             ///< that it has gone over
  std::vector<std::string> columns;  ///< of the key
  std::vector<std::string> values;   ///< those of the last row, as the server spells them

  bool operator==(const BatchPosition&) const = default;
};

/// What the history table knows of a revision.
struct AppliedRevision {
  enum class State : std::uint8_t {
    applied,
    upgrading,   ///< stopped on the way up, after `statements` of them
    downgrading  ///< stopped on the way down, after `statements` of them
  };
  std::string id;
  std::string message;
  std::string checksum;  ///< of the last statement that has run
  Timestamp applied_at;
  std::int64_t duration_ms = 0;
  int statements = 0;
  State state = State::applied;
  /// State downgrading: how many statements of the way up had run when the way down began; -1: all.
  int reached = -1;
  /// Of a statement that runs in batches: the last one that was committed. `statements` are those
  /// before its transactions.
  std::optional<BatchPosition> batch = {};
  /// What it makes was there before, and it has not run: there is no way down, which would drop
  /// that.
  bool is_adopted = false;

  bool operator==(const AppliedRevision&) const = default;
};

/// Which statement of a step is at work.
struct MigrationProgress {
  std::size_t number = 1;        ///< of `count`, from 1
  std::size_t count = 1;         ///< of the whole script; those that are not needed are left out
  const std::string& sql;        ///< "" of a step in C++
  const std::string& code;       ///< the name of that step, else ""
  bool is_transactional = true;  ///< false: what it does stays, whatever happens to the next one
};

/// How far a statement in batches is: what its transactions committed.
struct MigrationBatch {
  MigrationProgress statement;
  std::int64_t rows = 0;       ///< that it has gone over; earlier runs count
  std::int64_t estimated = 0;  ///< of how many, as the server's statistics say; 0: they do not know
};

/// Hears of each revision, and of each of its statements, as it begins and ends. A transaction that
/// waited too long for a lock is tried again, and heard of again. A statement in batches begins and
/// ends once, and each of its batches in between.
class MigrationObserver {
 public:
  virtual ~MigrationObserver() = default;
  /// PostgreSQL: another migrator is at work, once before `lock_wait` begins; `who` says which, for
  /// people.
  virtual void waits(const std::string& /*who*/) {}
  virtual void began(const MigrationStep&) {}
  virtual void ended(const MigrationStep&) {}
  virtual void statement_began(const MigrationProgress&) {}
  virtual void statement_ended(const MigrationProgress&) {}
  virtual void batch_began(const MigrationBatch&) {}
  /// It is committed.
  virtual void batch_ended(const MigrationBatch&) {}
};

/// A step of revisions that is written in C++, for what SQL says badly or not at all. A script
/// names it where it runs: `-- tenon: statement code=fill_slugs`.
struct MigrationCode {
  std::string name;
  /// Runs in the transaction of its group, which also writes the history's row: it stays or goes
  /// with that. The session has the search path of an application; its commit() and rollback() are
  /// refused (Error misuse), savepoints are fine. What it throws stops the revision as a statement
  /// that failed does; after a lock that was not to be had it runs again. It changes rows; the
  /// schema is what the revision's operations say.
  void (*run)(Session& session) = nullptr;
};

struct MigratorOptions {
  /// How long to wait for another migrator, in milliseconds.
  int lock_wait = 60'000;
  /// PostgreSQL: how long a statement may wait for a table's lock, in milliseconds: everybody else
  /// queues behind it. Its transaction is then tried again, `lock_tries` times in all.
  int lock_timeout = 3'000;
  int lock_tries = 5;
  /// PostgreSQL: where the history table stands.
  std::string history_schema = "public";
  /// Runs scripts that destroy data although nobody accepted that in their files.
  bool accept_data_loss = false;
  MigrationObserver* observer = nullptr;
  /// A script that names another one is refused before anything runs.
  std::vector<MigrationCode> code = {};
  /// Lets stamp and adopt take rows out of the history whose revisions they were not given: those
  /// of a folder that is gone for good.
  bool forget_unknown = false;
};

/// All calls throw Error: `migration` when the revisions, the target or the history are not in
/// order, or when a statement failed (statement() is then set, and the database is as it was before
/// that statement's transaction); `timeout` when another migrator does not finish; and what the
/// database throws. One migrator at a time works on a database; others wait for it.
///
/// PostgreSQL: an advisory lock of the session's keeps others away. Behind a pooler each
/// transaction takes one of its own; steps that run outside transactions are then refused before
/// anything runs.
class Migrator {
 public:
  /// Throws Error migration when the revisions are no graph.
  Migrator(Engine& engine, std::vector<Revision> revisions, MigratorOptions options = {});

  /// To `head`, `heads`, `+N`, an id or its beginning. Returns what was done.
  std::vector<MigrationStep> upgrade(std::string_view target = "head");
  /// To `base`, `-N`, an id or its beginning. Returns what was done.
  std::vector<MigrationStep> downgrade(std::string_view target);

  /// What upgrade or downgrade would do now. Changes nothing.
  std::vector<MigrationStep> plan_upgrade(std::string_view target = "head");
  std::vector<MigrationStep> plan_downgrade(std::string_view target);

  /// Writes into the history that exactly `target` and what it builds on are applied, and runs
  /// nothing. `target`: `base`, `head`, `heads`, an id or its beginning. Throws Error migration
  /// when the history has rows of revisions that are not among these: of another project on the
  /// same database, or of a folder that is gone (MigratorOptions::forget_unknown).
  void stamp(std::string_view target);
  /// The same of several, where the database stands at more than one.
  void stamp(const std::vector<std::string>& targets);
  /// The same of a database that had all of it before there were revisions, and whose tables no
  /// downgrade shall drop: `stamp` to another revision is the way to forget these.
  void adopt(std::string_view target);

  /// The revisions at which the database stands: none, one, or one for each branch.
  std::vector<std::string> current();
  /// For the start of a service that does not upgrade its database itself: throws Error migration,
  /// which names them, when the database lacks revisions that this program was made with, or has
  /// other texts of them. Revisions that the program does not know are no fault: a database may be
  /// ahead. Changes nothing, and needs no right but to read the history.
  void check();

  /// The history table, oldest first; empty when there is none. Changes nothing.
  std::vector<AppliedRevision> history();

  /// What current() and plan_upgrade() would say if this were the history table; they ask no
  /// database.
  std::vector<std::string> current(const std::vector<AppliedRevision>& history) const;
  std::vector<MigrationStep> plan_upgrade(std::string_view target,
                                          const std::vector<AppliedRevision>& history) const;

  /// Of a database that is not among revisions that were squashed.
  const RevisionGraph& graph() const { return graph_; }
  const std::vector<Revision>& revisions() const { return revisions_; }

 private:
  /// Where a database stands: the revisions that it goes through, and what it has of them.
  struct Position {
    RevisionGraph graph;
    std::vector<AppliedRevision> history;
    /// Squashed revisions of it that have no row yet: all that they replace is applied.
    std::vector<std::string> adopted;
  };

  std::vector<MigrationStep> run(std::string_view target, MigrationStep::Direction direction);
  Position position(std::vector<AppliedRevision> history) const;
  bool is_known(const AppliedRevision& row) const;
  void refuse_unknown(const std::vector<AppliedRevision>& history) const;
  void refuse_gaps(const Position& position) const;
  void refuse_to_forget(const std::vector<AppliedRevision>& history) const;
  AppliedRevision row_of(const std::string& id) const;
  void write_history(const std::vector<std::string>& targets, bool is_adopted);
  std::vector<MigrationStep> plan(std::string_view target, MigrationStep::Direction direction,
                                  const std::vector<AppliedRevision>& history) const;
  void refuse_data_loss(const std::vector<MigrationStep>& steps, const RevisionGraph& graph) const;
  /// Gives squashed revisions their rows once all that they replace is applied; false: none is.
  bool adopt_squashed(detail::MigrationWork& work) const;
  void refuse_missing_code(const std::vector<MigrationStep>& steps,
                           const std::vector<AppliedRevision>& history) const;
  void refuse_outside_steps(const std::vector<MigrationStep>& steps) const;
  void verify(const std::vector<AppliedRevision>& history) const;
  bool has_revision(std::string_view id) const;
  bool is_edited(const AppliedRevision& row) const;
  const Revision& revision(std::string_view id) const;

  Engine& engine_;
  std::vector<Revision> revisions_;
  RevisionGraph graph_;
  MigratorOptions options_;
};

namespace detail {

/// The history table's name as SQL, and the statement that makes it where it is missing. `schema`
/// is PostgreSQL's. For scripts that are run without a migrator.
std::string history_table_name(Dialect dialect, std::string_view schema);
std::string history_table_sql(Dialect dialect, std::string_view schema);

/// PostgreSQL: gives the session, or with `is_local` its transaction, what a migration needs
/// whatever the role or the database has set, and tells the names of that. What is newer than the
/// server is left out. `lock_timeout`: milliseconds.
std::string settings_query(int lock_timeout, bool is_local);

/// PostgreSQL: whether a statement sets something that outlives its transaction.
bool sets_for_session(std::string_view sql);

/// A query of whether batches may go by the columns `key` of `table`, both of them lists of
/// literals or parameters: a column that may be NULL, or NULL, and whether a unique index is of
/// them.
std::string batch_key_sql(const std::string& key, const std::string& table);

/// What stands in the lines `was` of a statement that drops a column of PostgreSQL.
struct DroppedColumn {
  std::string column;              ///< `"public"."users"."bio"`; "" when the lines are others
  std::vector<std::string> known;  ///< that may go with it, as gone_with_column_sql() calls it
};
DroppedColumn read_dropped_column(const std::string& was);

/// A query of what goes with a column, a literal or a parameter: a row of one text for each index,
/// constraint and statistics object, `index public.users_bio_idx`.
std::string gone_with_column_sql(const std::string& column);

/// The key of PostgreSQL's advisory lock that a migrator holds.
std::int64_t migration_lock_key();

}  // namespace detail

}  // namespace tenon
