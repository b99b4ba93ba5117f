// What a diff drops and makes again because a column under it gets another type, where the server
// only gives the type another name: it knows types by number. Called by moved_types.
#pragma once

#include <vector>

#include "schema/dialect.hpp"

namespace tenon::schema::postgresql {

/// The operations without those that drop a computed column, an index, a check or a foreign key and
/// make the same again, where of all that it is about only types that move are changed.
std::vector<AdaptedOperation> left_in_place(std::vector<AdaptedOperation> operations,
                                            const std::vector<MoveEnum>& moves,
                                            const Schema& before);

}  // namespace tenon::schema::postgresql
