// An enum type that goes to another SQL schema or gets another name: to a diff, one that comes and
// one that goes, between which the columns change. Called by adapt.
#pragma once

#include <vector>

#include "schema/dialect.hpp"

namespace tenon::schema::postgresql {

/// The operations with one that moves the type, where all columns go from the one to the other and
/// the values are the same: columns keep their type, and what stands over them stays where nothing
/// else is changed about it. `before` is the schema that the operations start from.
std::vector<AdaptedOperation> moved_types(std::vector<AdaptedOperation> operations,
                                          const Schema& before);

}  // namespace tenon::schema::postgresql
