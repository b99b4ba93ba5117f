// Statements outside transactions, which are builds and drops of indexes beside those who write.
#include <algorithm>

#include "migration/invalid_index.hpp"
#include "migration/reindex.hpp"
#include "migration/script_runner.hpp"
#include "migration/sql_words.hpp"

namespace tenon::detail {
namespace {

/// The build of an index for which this statement clears away what an attempt may have left, and
/// which the revision takes for the first one of its name; null where there is none.
const MigrationStatement* build_behind(const MigrationScript& script, std::size_t drop) {
  const MigrationStatement& first = script.statements[drop];
  if (first.was != was_no_index) return nullptr;
  for (std::size_t i = drop + 1; i < script.statements.size(); ++i) {
    const MigrationStatement& one = script.statements[i];
    if (one.group != first.group) return nullptr;
    if (leaves_invalid_index(one.sql)) return &one;
  }
  return nullptr;
}

/// Whether the statement, which failed for `cause`, has left nothing. One that works CONCURRENTLY
/// commits between its phases, and so does what a procedure or a block calls; of the mistakes of
/// class 42 the server knows before the first phase.
bool has_left_nothing(Connection& connection, const Error& cause, const std::string& sql) {
  if (leaves_invalid_index(sql) || reindexes_concurrently(sql))
    return invalid_indexes(connection, sql).empty();
  SqlWords words{sql};
  SqlWord word = words.next();
  if (word.is("call") || word.is("do")) return false;
  if (cause.sqlstate().substr(0, 2) == "42") return true;
  for (; word.kind != SqlWord::Kind::end; word = words.next())
    if (word.is("concurrently")) return false;
  return true;
}

}  // namespace

void ScriptRunner::run_outside(std::size_t begin, std::size_t end) {
  environment_.restore();
  // What an attempt leaves behind stays when it fails: the history has to know of it before.
  const bool is_new = direction_ == Direction::up && !known_;
  if (is_new) record(0);
  // Waiting for old transactions is what a concurrent build does; it keeps nobody else waiting.
  connection_.execute("set lock_timeout = 0");
  bool has_run = false;
  try {
    for (at_ = begin; at_ < end; ++at_) {
      if (!is_needed(at_) || is_index_there()) continue;
      if (at_ + 1 < end)
        refuse_others_index(connection_, script_.statements[at_].sql,
                            script_.statements[at_ + 1].sql);
      drop_invalid_index(connection_, script_.statements[at_].sql);
      execute();
      has_run = true;
    }
  } catch (const Error& error) {
    at_ = std::min(at_, end - 1);
    clean_up_outside(error, is_new && !has_run);
    throw;
  }
  at_ = end - 1;
  connection_.execute("set lock_timeout = " + std::to_string(options_.lock_timeout));
  environment_.restore();
  record(end);
}

void ScriptRunner::clean_up_outside(const Error& cause, bool is_first) {
  if (connection_.in_transaction()) return;
  try {
    connection_.execute("set lock_timeout = " + std::to_string(options_.lock_timeout));
    if (!is_first || !has_left_nothing(connection_, cause, script_.statements[at_].sql)) return;
    history_.remove(revision_.id);
    known_.reset();
  } catch (const Error&) {
    // The connection is gone; the first error tells why.
  }
}

bool ScriptRunner::is_index_there() {
  if (connection_.dialect() != Dialect::postgresql) return false;
  const MigrationStatement& statement = script_.statements[at_];
  // The build decides: settings of its own may stand between the two.
  if (const MigrationStatement* const build = build_behind(script_, at_))
    return standing_index(connection_, statement.sql, build->sql) != StandingIndex::none;
  if (leaves_invalid_index(statement.sql)) {
    for (std::size_t i = 0; i < at_; ++i) {
      if (build_behind(script_, i) != &statement) continue;
      const std::string& drop = script_.statements[i].sql;
      const StandingIndex standing = standing_index(connection_, drop, statement.sql);
      if (standing == StandingIndex::another) refuse_another_index(drop);
      return standing == StandingIndex::same;
    }
    return false;
  }
  if (statement.stopped_from < 0) return false;
  // It clears what the same statement clears on the way up.
  const MigrationScript& up = revision_.find(Dialect::postgresql)->up;
  for (std::size_t i = 0; i < up.statements.size(); ++i) {
    const MigrationStatement* const build = build_behind(up, i);
    if (build == nullptr || up.statements[i].sql != statement.sql) continue;
    return standing_index(connection_, statement.sql, build->sql) == StandingIndex::another;
  }
  return false;
}

}  // namespace tenon::detail
