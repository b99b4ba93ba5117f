// What `list` takes and gives: a filter, an order, a page.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <tenon/filter.hpp>

namespace tenon {

/// Which rows a list shows where `remove` only marks them.
enum class Removed : std::uint8_t { hidden, included, only };

/// Whether rows are kept for this transaction alone until it ends (PostgreSQL, “The Locking
/// Clause”). SQLite has one lock, of the database: all but `no_wait` wait for it as a write does.
enum class Lock : std::uint8_t {
  none,
  for_update,   ///< waits for who has a row
  skip_locked,  ///< leaves out the rows that others have: a queue
  no_wait       ///< throws Error timeout when somebody has one of the rows
};

/// `users.list({.where = UserTable::role == Role::author, .order = {UserTable::name.asc()}})`.
struct ListOptions {
  Filter where = {};
  /// The table's key stands behind it, and alone where this is empty; a view may have none.
  Orders order = {};
  /// Items a page, 1 or more.
  std::int64_t limit = 100;
  /// Items to leave out at the start. The database reads them all the same: prefer `after`.
  std::int64_t offset = 0;
  /// The `next` of the page before, under the same order. Not together with `offset`.
  std::string after = {};
  /// Throws Error misuse of a table whose rows are deleted when they are removed.
  Removed removed = Removed::hidden;
  /// A page of locked rows has no `next`. Throws Error misuse of a view.
  Lock lock = Lock::none;
};

template <class T>
struct Page {
  std::vector<T> items;
  /// Where the next page begins, for `after`; "" when this page is the last.
  std::string next;
};

}  // namespace tenon
