// How repositories read shapes: rows of an entity with what belongs to them. Reader is the class
// that is generated for a shape.
#pragma once

#include <optional>
#include <utility>
#include <vector>

#include <tenon/joined.hpp>
#include <tenon/session.hpp>
#include <tenon/table.hpp>

namespace tenon {

/// A Reader of whole rows, which `read` makes of their first `width` columns.
template <class Item, void (*read)(const Row&, Item&), int width>
class RowReader {
 public:
  int add(const Row& row) {
    read(row, found_.emplace_back());
    return width;
  }
  std::vector<Item> finish(Session&) { return std::move(found_); }

 private:
  std::vector<Item> found_;
};

/// Reads the rows that belong to those that `joined` has, with one statement, and calls
/// `give(place, row)` as Joined does. Behind what Reader takes of a row stands the value that joins
/// it.
template <class Reader, class Key, class Give>
void load_related(Session& session, const Statement& statement, Joined<Key>& joined, Give give) {
  const std::vector<Key>& keys = joined.keys();
  if (keys.empty()) return;
  Reader reader;
  std::vector<Key> owners;
  for (Rows rows = session.query(statement, {keys}); rows.next();) {
    owners.push_back(rows.row().get<Key>(reader.add(rows.row())));
  }
  joined.give(owners, reader.finish(session), give);
}

/// The same where the database compares the values: each row says which key it belongs to.
template <class Reader, class Give>
void load_related(Session& session, const Statement& statement, JoinedKeys& joined, Give give) {
  if (joined.is_empty()) return;
  Reader reader;
  std::vector<std::int64_t> numbers;
  for (Rows rows = session.query(statement, joined.params()); rows.next();) {
    numbers.push_back(rows.row().get<std::int64_t>(reader.add(rows.row())));
  }
  joined.give(numbers, reader.finish(session), give);
}

/// The shape that the rows of one key make; nothing when there are none.
template <class Reader>
auto read_shape(Session& session, Rows rows) {
  Reader reader;
  for (Rows each = std::move(rows); each.next();) reader.add(each.row());
  auto found = reader.finish(session);
  std::optional<typename decltype(found)::value_type> shape;
  if (!found.empty()) shape = std::move(found.front());
  return shape;
}

/// One page of shapes. Throws as Listing does.
template <class Reader>
auto list_shapes(Session& session, const Table& table, const ListOptions& options) {
  Reader reader;
  Listing listing{session, table, options, Reader::columns};
  while (listing.next()) reader.add(listing.row());
  auto found = reader.finish(session);
  return Page<typename decltype(found)::value_type>{std::move(found), listing.cursor()};
}

}  // namespace tenon
