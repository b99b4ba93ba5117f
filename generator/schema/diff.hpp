// The way from one schema to another as ordered operations. Pure: the same two values give the same
// list. revision and check call it with the fold of the revisions and what lower made.
#pragma once

#include <string>
#include <vector>

#include "schema/operation.hpp"

namespace tenon::schema {

/// Something went and something like it came: a rename that was not declared, or a true drop and
/// add. Only the user knows; a command stops and spells both ways out.
struct Ambiguity {
  enum class Kind { table, column };
  Kind kind = Kind::column;
  TableName
      table;  ///< kind column: the table as it is named afterwards; kind table: the dropped one
  std::string dropped;
  std::string added;

  bool operator==(const Ambiguity&) const = default;
};

struct DiffResult {
  Operations operations;  ///< in an order that a database takes (order.hpp)
  std::vector<Ambiguity> ambiguities;
};

/// What leads from `from` to `to`. A `was` in `to` makes a rename when the old name exists in
/// `from` and the new one does not (or has itself been renamed away); else it is stale and ignored.
/// What an ambiguity names is in the operations as a drop and an add.
DiffResult diff(const Schema& from, const Schema& to);

}  // namespace tenon::schema
