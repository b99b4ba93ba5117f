#include "command/offline.hpp"

#include "command/failure.hpp"

namespace tenon::command {
namespace {

std::string group_begin(const migrate::ScriptStatement& statement) {
  if (!statement.is_transactional) return "";
  return (statement.rebuilds.empty() ? "" : "pragma foreign_keys = off;\n") +
         std::string{"begin;\n\n"};
}

std::string group_end(const migrate::ScriptStatement& statement) {
  if (!statement.is_transactional) return "";
  if (statement.rebuilds.empty()) return "commit;\n\n";
  return "pragma foreign_key_check;  -- any row here: rollback\ncommit;\npragma foreign_keys = "
         "on;\n\n";
}

const migrate::Script& find_script(const migrate::StoredRevision& revision,
                                   const std::string& dialect, migrate::Direction direction) {
  const auto scripts = revision.dialects.find(dialect);
  if (scripts == revision.dialects.end()) {
    throw Failure{user_error, "revision '" + revision.id + "' has no script for " + dialect, ""};
  }
  return direction == migrate::Direction::up ? scripts->second.up : scripts->second.down;
}

}  // namespace

std::string offline_script(const migrate::Store& store, const std::vector<std::string>& ids,
                           const std::string& dialect, migrate::Direction direction) {
  std::string text;
  for (const std::string& id : ids) {
    const migrate::StoredRevision& revision = store.find(id);
    const migrate::Script& script = find_script(revision, dialect, direction);
    text += "-- Revision " + id + " (" + revision.message + "), " +
            std::string{migrate::to_text(direction)} + "\n\n";
    const migrate::ScriptStatement* last = nullptr;
    for (const migrate::ScriptStatement& statement : script.statements) {
      const bool is_new = last == nullptr || last->group != statement.group;
      if (is_new && last != nullptr) text += group_end(*last);
      if (is_new) text += group_begin(statement);
      text += statement.sql + ";\n\n";
      last = &statement;
    }
    if (last != nullptr) text += group_end(*last);
  }
  const bool is_up = direction == migrate::Direction::up;
  if (!ids.empty() && is_up) text += "-- Then: tenon stamp " + ids.back() + "\n";
  return text;
}

}  // namespace tenon::command
