// Questions that several rules ask.
#pragma once

#include <algorithm>

#include "lint/action.hpp"
#include "lint/context.hpp"
#include "lint/lock_table.hpp"

namespace tenon::lint {

inline bool in_use(const Action& action, const Context& context) {
  return !context.is_new(action.table);
}

/// Even of a table that nobody uses yet.
inline bool always(const Action&, const Context&) { return true; }

/// Whether somebody waits for a lock that it takes on a table in use.
inline bool blocks(const Action& action, const Context& context) {
  const StatementClass* const facts = find_class(action.row_name());
  if (facts == nullptr || action.table.name.empty() || context.is_new(action.table)) return false;
  if (action.kind == "drop view" || action.kind == "drop materialized view") return false;
  return std::any_of(facts->locks.begin(), facts->locks.end(),
                     [](const Lock& lock) { return lock.mode >= LockMode::share; });
}

/// The same, and where it is the parent of a new table or a view that somebody waits for.
inline bool has_others_wait(const Action& action, const Context& context) {
  const bool is_view = action.kind == "drop view" || action.kind == "drop materialized view";
  const bool takes = action.is("parent in use") && action.kind != "add column with reference";
  // Which tables those are, the statement does not say.
  const bool is_unnamed = action.is("locks unnamed tables");
  return blocks(action, context) || takes || is_unnamed || (is_view && in_use(action, context));
}

/// The same for readers.
inline bool blocks_readers(const Action& action, const Context& context) {
  const StatementClass* const facts = find_class(action.row_name());
  return blocks(action, context) &&
         std::any_of(facts->locks.begin(), facts->locks.end(),
                     [](const Lock& lock) { return lock.mode == LockMode::access_exclusive; });
}

inline bool is_long(const Action& action) {
  const StatementClass* const facts = find_class(action.row_name());
  return facts != nullptr && (!facts->rewrites.empty() || !facts->scans.empty());
}

/// Whether the column is computed, as far as it is known: its values come from others.
inline bool is_computed(const Action& action, const Context& context) {
  const schema::Column* const column = context.find(action.table, action.column);
  return column != nullptr && !column->computed.empty();
}

/// Whether an action of this kind that is like this came before in the unit.
template <class Like>
bool came_before(const Context& context, std::string_view kind, Like&& like) {
  const std::vector<const Action*>& done = context.history_of(kind);
  return std::any_of(done.begin(), done.end(), [&](const Action* one) { return like(*one); });
}

template <class Like>
bool came_in_transaction(const Context& context, Like&& like) {
  return context.in_transaction() &&
         std::any_of(context.done().begin(), context.done().end(), like);
}

}  // namespace tenon::lint
