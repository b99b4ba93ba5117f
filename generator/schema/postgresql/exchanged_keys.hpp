// A table that gets another primary key keeps the old one until the index of the new one is built:
// else it has none meanwhile, and rows that come then may stop the revision half way. Called by
// adapt.
#pragma once

#include <vector>

#include "schema/dialect.hpp"

namespace tenon::schema::postgresql {

/// The operations with each drop of a primary key right before what adds the table's other one; the
/// planner exchanges such two in one transaction. A drop stays where it is when something between
/// needs it gone: one of its columns that goes, is made anew, gets another type or may be NULL, an
/// enum type of theirs that changes, or an index or constraint that takes its name. Where it waits,
/// the old key's column is numbered until the other one is there.
std::vector<AdaptedOperation> exchanged_keys(std::vector<AdaptedOperation> operations,
                                             const Schema& before);

}  // namespace tenon::schema::postgresql
