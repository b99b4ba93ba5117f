#include "command/renamings.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace tenon::command {
namespace {

bool is_about_names(const migrate::Script& script) {
  return std::any_of(script.statements.begin(), script.statements.end(), [](const auto& one) {
    return base::to_lower(one.sql).find("rename") != std::string::npos;
  });
}

}  // namespace

RenamingWatch::RenamingWatch(Connection& connection, const migrate::Script& script,
                             const schema::Schema& before, bool is_expected)
    : connection_(connection), is_needed_(is_expected || is_about_names(script)) {
  if (!is_needed_) return;
  if (connection.dialect() == Dialect::postgresql) {
    before_ = introspect::identities(connection);
    return;
  }
  std::vector<std::string> statements;
  for (const migrate::ScriptStatement& one : script.statements) {
    // Those are for a way up that stopped.
    if (one.stopped_from < 0) statements.push_back(one.sql);
  }
  made_ = introspect::sqlite_renamings(statements, before);
}

introspect::SqlRenamings RenamingWatch::made() {
  if (is_needed_ && connection_.dialect() == Dialect::postgresql) {
    made_.certain = introspect::renamings(before_, introspect::identities(connection_));
    made_.possible = made_.certain;
  }
  return std::move(made_);
}

}  // namespace tenon::command
