// Indexes, and the keys that have one, share the names of their SQL schema. Where a table comes
// into a schema in which another's index has the name of one of its own, the one that gets another
// name anyway gets it before. Called by adapt.
#pragma once

#include <vector>

#include "schema/dialect.hpp"

namespace tenon::schema::postgresql {

/// The operations with such a rename right before the table's move; on the way back, right behind
/// it.
std::vector<AdaptedOperation> moved_names(std::vector<AdaptedOperation> operations,
                                          const Schema& before);

}  // namespace tenon::schema::postgresql
