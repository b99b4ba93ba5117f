// What `list` takes and gives: a filter, an order, a page.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include <tenon/filter.hpp>

namespace tenon {

/// Which rows a list shows where `remove` only marks them.
enum class Removed : std::uint8_t { hidden, included, only };

/// `users.list({.where = UserTable::role == Role::author, .order = {UserTable::name.asc()}})`.
struct ListOptions {
  Filter where = {};
  /// The table's key is added at the end, so that every order is total. Empty: by key; a view
  /// without one is in no order then.
  Orders order = {};
  /// Items a page, 1 or more.
  std::int64_t limit = 100;
  /// Items to leave out at the start. The database reads them all the same: prefer `after`.
  std::int64_t offset = 0;
  /// The `next` of the page before, under the same order. Not together with `offset`.
  std::string after = {};
  /// Throws Error misuse of a table whose rows are deleted when they are removed.
  Removed removed = Removed::hidden;
};

template <class T>
struct Page {
  std::vector<T> items;
  /// Where the next page begins, for `after`; "" when this page is the last.
  std::string next;
};

}  // namespace tenon
