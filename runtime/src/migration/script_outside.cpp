// Statements outside transactions, which are builds and drops of indexes beside those who write.
#include <algorithm>

#include "migration/invalid_index.hpp"
#include "migration/script_runner.hpp"

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

}  // namespace

void ScriptRunner::run_outside(std::size_t begin, std::size_t end) {
  environment_.restore();
  // What an attempt leaves behind stays when it fails: the history has to know of it before.
  if (direction_ == Direction::up && !known_) record(0);
  // Waiting for old transactions is what a concurrent build does; it keeps nobody else waiting.
  connection_.execute("set lock_timeout = 0");
  try {
    for (at_ = begin; at_ < end; ++at_) {
      if (!is_needed(at_) || is_index_there()) continue;
      if (at_ + 1 < end)
        refuse_others_index(connection_, script_.statements[at_].sql,
                            script_.statements[at_ + 1].sql);
      drop_invalid_index(connection_, script_.statements[at_].sql);
      execute();
    }
  } catch (const Error&) {
    at_ = std::min(at_, end - 1);
    if (!connection_.in_transaction()) {
      try {
        connection_.execute("set lock_timeout = " + std::to_string(options_.lock_timeout));
      } catch (const Error&) {
        // The connection is gone; the first error tells why.
      }
    }
    throw;
  }
  at_ = end - 1;
  connection_.execute("set lock_timeout = " + std::to_string(options_.lock_timeout));
  environment_.restore();
  record(end);
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
