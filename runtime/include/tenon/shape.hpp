// How repositories read shapes: rows of an entity with what belongs to them. Reader is the class
// that is generated for a shape.
#pragma once

#include <optional>
#include <utility>

#include <tenon/table.hpp>

namespace tenon {

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
