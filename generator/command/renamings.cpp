#include "command/renamings.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace tenon::command {
namespace {

/// Whether its SQL has one of the words anywhere, in code that runs on the server as well.
bool says(const migrate::Script& script, const std::vector<std::string>& words) {
  return std::any_of(script.statements.begin(), script.statements.end(), [&](const auto& one) {
    const std::string sql = base::to_lower(one.sql);
    return std::any_of(words.begin(), words.end(),
                       [&](const std::string& word) { return sql.find(word) != sql.npos; });
  });
}

}  // namespace

RenamingWatch::RenamingWatch(Connection& connection, const migrate::Script& script,
                             const schema::Schema& before, bool is_expected)
    : connection_(connection),
      is_needed_(is_expected || says(script, {"rename", "schema"})),
      is_watched_(is_needed_ ||
                  (says(script, {"drop"}) && says(script, {"create", "add", "into"}))),
      start_(before) {
  if (!is_watched_) return;
  for (const migrate::ScriptStatement& one : script.statements) {
    // Those are for a way up that stopped.
    if (one.stopped_from < 0) statements_.push_back(one.sql);
  }
  if (connection.dialect() == Dialect::postgresql) {
    before_ = introspect::identities(connection);
  } else {
    made_ = introspect::sqlite_renamings(statements_, before);
  }
}

introspect::SqlRenamings RenamingWatch::made() {
  if (is_watched_ && connection_.dialect() == Dialect::postgresql) {
    const introspect::Identities now = introspect::identities(connection_);
    made_.certain = introspect::renamings(before_, now);
    made_.possible = made_.certain;
    made_.replaced = introspect::replaced(before_, now);
    if (!made_.replaced.empty()) introspect::leave_out_copies(statements_, start_, made_.replaced);
  }
  return std::move(made_);
}

}  // namespace tenon::command
