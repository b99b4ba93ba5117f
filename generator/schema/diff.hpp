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
  std::string added_schema = {};  ///< kind table: of the one that came

  bool operator==(const Ambiguity&) const = default;
};

/// A `was` that makes no rename, although it looks like one.
struct UnusedName {
  enum class Reason {
    both_there,   ///< the table or column is there, and the old name is another's
    carried_out,  ///< names go round in a circle, and did so in an earlier revision
    unknown       ///< a table that is new, and none had the old name
  };
  Reason reason = Reason::unknown;
  TableName table;     ///< as it is named afterwards
  std::string column;  ///< "": the table itself
  std::string was;

  bool operator==(const UnusedName&) const = default;
};

struct DiffResult {
  Operations operations;  ///< in an order that a database takes (order.hpp)
  std::vector<Ambiguity> ambiguities;
  std::vector<UnusedName> unused;
};

/// What leads from `from` to `to`. A `was` in `to` makes a rename when the old name exists in
/// `from` and the new one does not (or is given up itself, in a circle too, unless revisions called
/// it so before); else it is stale and ignored.
/// What an ambiguity names is in the operations as a drop and an add.
DiffResult diff(const Schema& from, const Schema& to);

}  // namespace tenon::schema
