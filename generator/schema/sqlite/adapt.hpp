// Sorts the operations by table, and decides for each table between ALTER TABLE and one rebuild.
#pragma once

#include <vector>

#include "schema/dialect.hpp"

namespace tenon::schema::sqlite {

/// `operations` are those of one diff, or of its reversal. The order between tables changes: first
/// what is dropped, then renames, then each table's changes, then what is new. Foreign keys do not
/// mind: SQLite looks at what they reference only when rows change.
std::vector<AdaptedOperation> adapt(const Operations& operations, const Schema& before);

}  // namespace tenon::schema::sqlite
