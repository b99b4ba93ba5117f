// Puts what takes rows or values away behind everything that can stop a revision. PostgreSQL runs
// the online form in several transactions: a unique index that finds two equal rows must not find
// the values of a dropped column gone already. Called by adapt.
#pragma once

#include <vector>

#include "schema/dialect.hpp"

namespace tenon::schema::postgresql {

/// The operations with dropped tables and columns at the end, in their order. One stays where it is
/// when something later needs it gone: a column or table that is renamed or made under its name, an
/// index under the name of an index of the dropped table, a key or column of a table that the
/// dropped one references; and when its own table is renamed, since the drop speaks of the old
/// name.
std::vector<AdaptedOperation> drops_last(std::vector<AdaptedOperation> operations);

}  // namespace tenon::schema::postgresql
