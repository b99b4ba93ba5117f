// Runs one revision's script on one connection, group by group, and keeps the history in step.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <vector>

#include <tenon/connection.hpp>
#include <tenon/error.hpp>
#include <tenon/migration.hpp>

#include "migration/environment.hpp"
#include "migration/history.hpp"

namespace tenon::detail {

/// For a revision that stopped on its way in the direction against `wanted`.
[[noreturn]] void refuse_half_way(const std::string& id, const std::string& message,
                                  MigrationStep::Direction wanted);

/// Refuses like refuse_half_way when the way down of the revision does not say what takes `row`, a
/// part of its way up, back; or when that part was edited since.
void refuse_unless_undoable(const Revision& revision, Dialect dialect, const AppliedRevision& row);

/// The answer to a COMMIT was lost with its connection; what came of it shows on a new one.
struct LostCommit {
  Error cause;
};

class ScriptRunner {
 public:
  using Direction = MigrationStep::Direction;

  /// `neighbours` are the revisions on which this one builds, or on the way down those that build
  /// on it: applied, or not, when each of its transactions begins.
  ScriptRunner(Connection& connection, MigrationEnvironment& environment, History& history,
               const MigratorOptions& options, const Revision& revision, Direction direction,
               std::vector<std::string> neighbours);

  /// False when another process has brought it to its end meanwhile. Throws Error migration, and
  /// LostCommit: another runner on a new connection then goes on from where the database is.
  bool run();

 private:
  /// Another process moved the revision on between two of our transactions.
  struct Overtaken {};

  bool is_done() const;
  std::size_t resume_at();
  /// Whether the batches of the group that comes next go on where the history says; refuses when
  /// their key is another one since.
  void resume_batches(std::size_t begin);
  bool is_needed(std::size_t statement) const;
  std::size_t group_end(std::size_t begin) const;
  void run_group(std::size_t begin, std::size_t end);
  void roll_back();
  void try_group(std::size_t begin, std::size_t end);
  void run_in_transaction(std::size_t begin, std::size_t end);
  void check_views(std::size_t begin, std::size_t end);
  void run_outside(std::size_t begin, std::size_t end);
  /// After the statement at_ failed: where it `is_first` of its revision and has left nothing, the
  /// history does not know of the revision either.
  void clean_up_outside(const Error& cause, bool is_first);
  /// Whether the statement builds an index that stands already, or would drop one that the revision
  /// did not make. Throws Error migration where that has the name of the one to be built.
  bool is_index_there();
  /// A transaction in which the history is as we know it.
  void begin_transaction();
  /// Throws Error migration when another process went the other way meanwhile.
  void refuse_other_way() const;
  void commit(std::size_t done);
  /// The next batch of the group.
  void run_batch(std::size_t begin, std::size_t end);
  /// Its statement at_. Returns whether there may be more rows behind.
  bool execute_batch(bool is_first);
  MigrationProgress progress() const;
  /// The statement at_, between two calls of the observer.
  void execute();
  void run_code(const std::string& name);
  void record(std::size_t done);
  [[noreturn]] void fail(const Error& cause, std::size_t begin, std::size_t end) const;

  Connection& connection_;
  MigrationEnvironment& environment_;
  History& history_;
  const MigratorOptions& options_;
  const Revision& revision_;
  const MigrationScript& script_;
  Direction direction_;
  std::vector<std::string> neighbours_;
  std::optional<AppliedRevision> known_;  ///< the history's row as we saw it last
  int reached_ = -1;  ///< where the way up stopped that is taken back; -1: it had come to its end
  std::int64_t group_began_ = 0;        ///< steady milliseconds
  std::size_t at_ = 0;                  ///< the statement that is running
  std::optional<BatchPosition> batch_;  ///< where the next one of the group's batches goes on
  std::int64_t estimated_ = -1;         ///< rows of their table; -1: the group has not begun
  std::vector<std::string> last_key_;   ///< of their table as they began: they end there
};

}  // namespace tenon::detail
