// Puts operations into an order that a database takes: foreign keys go first and come last, what
// depends on a column goes before it and comes after it. diff calls it last.
#pragma once

#include "schema/operation.hpp"

namespace tenon::schema {

/// Orders the operations of one diff. Drops are meant in terms of the schema before all renames,
/// everything else in terms of the schema after them. New tables come after the tables that they
/// reference; a foreign key that closes a circle of new (or dropped) tables is taken out of its
/// table and becomes an operation of its own. Stable: what does not depend on each other stays as
/// it stands.
Operations order(const Operations& operations);

/// Views so that each comes after those that it mentions, else as they stand.
std::vector<View> read_first(std::vector<View> views);

}  // namespace tenon::schema
