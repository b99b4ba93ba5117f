#include "migration/script_runner.hpp"

#include <algorithm>
#include <chrono>
#include <exception>
#include <thread>
#include <vector>

#include "migration/code_session.hpp"
#include "migration/dropped_column.hpp"
#include "migration/invalid_index.hpp"
#include "migration/reindex.hpp"
#include "migration/replaced.hpp"
#include "migration/revision_name.hpp"
#include "migration/saved_objects.hpp"
#include "migration/sql_words.hpp"
#include "migration/sqlite_group.hpp"

namespace tenon::detail {
namespace {

using State = AppliedRevision::State;

std::int64_t steady_ms() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(
             std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

const MigrationScript& script_of(const Revision& revision, Dialect dialect,
                                 MigrationStep::Direction direction) {
  const Revision::Scripts* const scripts = revision.find(dialect);
  if (scripts == nullptr) {
    throw Error{ErrorKind::migration, revision_name(revision.id, revision.message) +
                                          " has no script for " +
                                          (dialect == Dialect::sqlite ? "SQLite" : "PostgreSQL")};
  }
  return direction == MigrationStep::Direction::up ? scripts->up : scripts->down;
}

std::string range(std::size_t begin, std::size_t end) {
  if (begin + 1 >= end) return "statement " + std::to_string(begin + 1);
  return "statements " + std::to_string(begin + 1) + " to " + std::to_string(end);
}

/// Worth another try on the same connection: a lock that was not to be had, a deadlock.
bool is_lock_failure(const Error& error) {
  return error.sqlstate() == "55P03" || error.sqlstate() == "40P01";
}

bool says_what_it_undoes(const MigrationScript& down) {
  return !down.statements.empty() && std::all_of(down.statements.begin(), down.statements.end(),
                                                 [](const MigrationStatement& statement) {
                                                   return statement.undoes >= 0 ||
                                                          statement.stopped_from >= 0;
                                                 });
}

/// Models do not say which tables are partitioned, so that the planner writes what these refuse:
/// 0A000 and 42809, feature not supported and wrong object type.
std::string on_partitions(const Error& cause, const std::string& sql) {
  if (cause.sqlstate() != "0A000" && cause.sqlstate() != "42809") return {};
  SqlWords words{sql};
  for (SqlWord word = words.next(); word.kind != SqlWord::Kind::end;) {
    const SqlWord next = words.next();
    if (word.is("concurrently"))
      return "; where the table is partitioned, leave CONCURRENTLY out of the statement";
    if (word.is("not") && next.is("valid"))
      return "; where the table is partitioned, leave NOT VALID out of the statement";
    if (word.is("using") && next.is("index"))
      return "; where the table is partitioned, write the key's columns for USING INDEX, and leave "
             "the statement out that makes the index";
    word = next;
  }
  return {};
}

}  // namespace

void refuse_half_way(const std::string& id, const std::string& message,
                     MigrationStep::Direction wanted) {
  const bool is_up = wanted == MigrationStep::Direction::up;
  throw Error{ErrorKind::migration,
              revision_name(id, message) + " stopped half way " + (is_up ? "down" : "up") +
                  ": finish it with `tenon " + (is_up ? "downgrade -1" : "upgrade") +
                  "`, or undo what it did by hand and say with `tenon stamp` where you are"};
}

void refuse_unless_undoable(const Revision& revision, Dialect dialect, const AppliedRevision& row) {
  const Revision::Scripts* const scripts = revision.find(dialect);
  const auto done = static_cast<std::size_t>(row.statements);
  const bool is_same = scripts != nullptr && done <= scripts->up.statements.size() &&
                       (done == 0 || scripts->up.statements[done - 1].checksum == row.checksum);
  if (is_same && says_what_it_undoes(scripts->down)) return;
  refuse_half_way(row.id, row.message, MigrationStep::Direction::down);
}

ScriptRunner::ScriptRunner(Connection& connection, MigrationEnvironment& environment,
                           History& history, const MigratorOptions& options,
                           const Revision& revision, Direction direction,
                           std::vector<std::string> neighbours)
    : connection_(connection),
      environment_(environment),
      history_(history),
      options_(options),
      revision_(revision),
      script_(script_of(revision, connection.dialect(), direction)),
      direction_(direction),
      neighbours_(std::move(neighbours)) {}

bool ScriptRunner::run() {
  for (;;) {
    known_ = history_.find(revision_.id);
    if (is_done()) return false;
    try {
      std::size_t begin = resume_at();
      do {
        const std::size_t end = group_end(begin);
        run_group(begin, end);
        if (batch_) continue;
        begin = end;
        estimated_ = -1;
      } while (begin < script_.statements.size());
      return true;
    } catch (const Overtaken&) {
      // Look again where the revision stands.
    }
  }
}

bool ScriptRunner::is_done() const {
  if (direction_ == Direction::down) return !known_;
  return known_ && known_->state == State::applied;
}

std::size_t ScriptRunner::resume_at() {
  reached_ = -1;
  batch_.reset();
  estimated_ = -1;
  if (!known_ || known_->state == State::applied) return 0;
  if (known_->state == State::upgrading && direction_ == Direction::down) {
    refuse_unless_undoable(revision_, connection_.dialect(), *known_);
    reached_ = known_->statements;
    return 0;
  }
  if (known_->state == State::downgrading && direction_ == Direction::up) {
    refuse_half_way(revision_.id, revision_.message, direction_);
  }
  reached_ = known_->reached;
  const auto done = static_cast<std::size_t>(known_->statements);
  const bool is_same = done <= script_.statements.size() && done > 0 &&
                       script_.statements[done - 1].checksum == known_->checksum;
  if (!is_same && done > 0) {
    throw Error{ErrorKind::migration, revision_name(revision_.id, revision_.message) +
                                          " stopped after " + std::to_string(done) +
                                          " of its statements, and those were edited since"};
  }
  resume_batches(done);
  return done;
}

bool ScriptRunner::is_needed(std::size_t statement) const {
  const MigrationStatement& it = script_.statements[statement];
  if (it.stopped_from >= 0) return it.stopped_from <= reached_ && reached_ <= it.stopped_to;
  return reached_ < 0 || it.undoes <= reached_;
}

std::size_t ScriptRunner::group_end(std::size_t begin) const {
  std::size_t end = begin;
  while (end < script_.statements.size() &&
         script_.statements[end].group == script_.statements[begin].group &&
         script_.statements[end].is_transactional == script_.statements[begin].is_transactional) {
    ++end;
  }
  return end;
}

void ScriptRunner::run_group(std::size_t begin, std::size_t end) {
  group_began_ = steady_ms();
  const std::optional<BatchPosition> before = batch_;
  for (int tries = 1;; ++tries) {
    at_ = begin;
    try {
      return try_group(begin, end);
    } catch (const Error& error) {
      roll_back();
      batch_ = before;
      const bool is_last = tries >= options_.lock_tries;
      if (is_last || !is_lock_failure(error)) fail(error, begin, end);
    }
    std::this_thread::sleep_for(std::chrono::milliseconds{200 << std::min(tries, 5)});
  }
}

void ScriptRunner::roll_back() {
  try {
    if (connection_.in_transaction()) connection_.rollback();
  } catch (const Error&) {
    // The connection is gone, and the transaction with it; the first error tells why.
  }
}

void ScriptRunner::try_group(std::size_t begin, std::size_t end) {
  const bool is_outside = begin < end && !script_.statements[begin].is_transactional;
  if (is_outside) return run_outside(begin, end);
  bool rebuilds = false;
  bool has_batches = false;
  for (std::size_t i = begin; i < end; ++i) {
    rebuilds |= !script_.statements[i].rebuilds.empty();
    has_batches |= script_.statements[i].batches.rows > 0 && is_needed(i);
  }
  if (has_batches) return run_batch(begin, end);
  if (!rebuilds || connection_.dialect() != Dialect::sqlite) return run_in_transaction(begin, end);
  const ForeignKeysOff foreign_keys_off{connection_};
  run_in_transaction(begin, end);
}

void ScriptRunner::begin_transaction() {
  environment_.begin();
  if (history_.find(revision_.id) == known_) return refuse_other_way();
  connection_.rollback();
  throw Overtaken{};
}

void ScriptRunner::refuse_other_way() const {
  for (const std::string& id : neighbours_) {
    const std::optional<AppliedRevision> row = history_.find(id);
    const bool is_up = direction_ == Direction::up;
    const bool is_right = is_up ? row && row->state == State::applied : !row;
    if (is_right) continue;
    throw Error{ErrorKind::migration,
                "another migrator has meanwhile " +
                    (is_up ? "taken back revision '" + id + "', on which it builds"
                           : "applied revision '" + id + "', which builds on it") +
                    ": look where the database is, and run the command again"};
  }
}

void ScriptRunner::commit(std::size_t done) {
  const std::optional<AppliedRevision> before = known_;
  record(done);
  try {
    connection_.commit();
  } catch (const Error& error) {
    known_ = before;
    if (!error.connection_usable()) throw LostCommit{error};
    throw;
  }
}

void ScriptRunner::run_in_transaction(std::size_t begin, std::size_t end) {
  begin_transaction();
  const MigrationStatement* const statements = script_.statements.data();
  SqliteGroup group{connection_, statements + begin, statements + end};
  for (at_ = begin; at_ < end; ++at_) {
    if (!is_needed(at_)) continue;
    group.before(statements[at_]);
    const bool drops_column =
        connection_.dialect() == Dialect::postgresql && !statements[at_].was.empty();
    if (drops_column) refuse_others_of_column(connection_, statements[at_].was);
    execute();
  }
  if (end > begin) at_ = end - 1;
  group.finish();
  if (connection_.dialect() == Dialect::sqlite) check_views(begin, end);
  commit(end);
}

void ScriptRunner::check_views(std::size_t begin, std::size_t end) {
  for (at_ = begin; at_ < end; ++at_) check_view(connection_, script_.statements[at_].sql);
  if (end > begin) at_ = end - 1;
}

MigrationProgress ScriptRunner::progress() const {
  const MigrationStatement& statement = script_.statements[at_];
  return {at_ + 1, script_.statements.size(), statement.sql, statement.code,
          statement.is_transactional};
}

void ScriptRunner::execute() {
  if (options_.observer != nullptr) options_.observer->statement_began(progress());
  if (const MigrationStatement& statement = script_.statements[at_]; !statement.code.empty()) {
    run_code(statement.code);
  } else {
    environment_.note(statement.sql);
    connection_.execute(statement.sql);
  }
  if (options_.observer != nullptr) options_.observer->statement_ended(progress());
}

void ScriptRunner::run_code(const std::string& name) {
  const auto found = std::find_if(options_.code.begin(), options_.code.end(),
                                  [&](const MigrationCode& code) { return code.name == name; });
  CodeSession code{connection_};
  try {
    found->run(code.session());
  } catch (const Error&) {
    throw;
  } catch (const std::exception& error) {
    throw Error{ErrorKind::migration, std::string{"it threw: "} + error.what()};
  }
  code.end();
}

void ScriptRunner::record(std::size_t done) {
  const bool is_last = done == script_.statements.size();
  if (is_last && direction_ == Direction::down) {
    history_.remove(revision_.id);
    // Of what it stands for nothing is left either.
    for (const std::string& id : replaced_ids(revision_.replaces)) history_.remove(id);
    known_.reset();
    return;
  }
  AppliedRevision row;
  row.id = revision_.id;
  row.message = revision_.message;
  row.checksum = done > 0 ? script_.statements[done - 1].checksum : std::string{};
  row.applied_at = Timestamp::now();
  const bool goes_on = known_ && known_->state != State::applied;
  row.duration_ms = steady_ms() - group_began_ + (goes_on ? known_->duration_ms : 0);
  row.statements = static_cast<int>(done);
  if (!is_last) row.state = direction_ == Direction::up ? State::upgrading : State::downgrading;
  row.reached = reached_;
  row.batch = batch_;
  history_.put(row);
  known_ = row;
}

void ScriptRunner::fail(const Error& cause, std::size_t begin, std::size_t end) const {
  if (cause.kind() == ErrorKind::timeout && cause.sqlstate().empty()) throw Error{cause};
  const bool is_up = direction_ == Direction::up;
  std::string message = revision_name(revision_.id, revision_.message);
  if (end > begin) {
    message += ", statement " + std::to_string(at_ + 1) + " of " +
               std::to_string(script_.statements.size()) + " on the way " + (is_up ? "up" : "down");
    const std::string& code = script_.statements[at_].code;
    if (!code.empty()) message += ", the C++ step '" + code + "'";
  }
  message += ": " + std::string{cause.what()};
  if (is_lock_failure(cause) && options_.lock_tries > 1)
    message += ", " + std::to_string(options_.lock_tries) + " times";
  message += "; ";
  const bool has_row = !is_up || known_;
  const bool is_outside = end > begin && !script_.statements[begin].is_transactional && has_row;
  if (is_outside) {
    message += "it runs outside a transaction: the same command begins again with " +
               range(begin, begin + 1);
    const std::string& sql = script_.statements[at_].sql;
    if (leaves_invalid_index(sql) || reindexes_concurrently(sql))
      message += ", after dropping the invalid index that a failed build leaves behind";
  } else if (batch_) {
    message += "its last batch was rolled back, " + std::to_string(batch_->rows) +
               " rows stay as they are: the same command goes on from there";
  } else if (begin == 0) {
    message += "nothing of this revision is in effect";
  } else {
    message += range(begin, end) + (end - begin == 1 ? " was" : " were") + " rolled back, " +
               range(0, begin) + (begin == 1 ? " stays" : " stay") +
               ": the same command goes on from there";
  }
  const bool has_begun = is_outside || begin > 0 || batch_;
  if (is_up && has_begun && says_what_it_undoes(revision_.find(connection_.dialect())->down)) {
    message += "; `tenon downgrade -1` on this database takes back what was done";
  }
  if (end > begin) message += on_partitions(cause, script_.statements[at_].sql);
  Error failure{ErrorKind::migration, message};
  const bool has_statement = cause.statement().empty() && end > begin;
  failure.set_sqlstate(cause.sqlstate())
      .set_statement(has_statement ? script_.statements[at_].sql : cause.statement())
      .set_detail(cause.detail())
      .set_connection_usable(cause.connection_usable());
  throw failure;
}

}  // namespace tenon::detail
