// The part of a diff that is about keys, checks, indexes and foreign keys. Private to diff.
#pragma once

#include <vector>

#include "schema/diff_columns.hpp"
#include "schema/diff_match.hpp"

namespace tenon::schema {

/// What happens to the constraints and indexes of the tables that both schemas have. They are made
/// anew where the database would not let them stand while their columns change as `columns` says.
Operations diff_keys(const std::vector<TablePair>& pairs, const ColumnDiff& columns);

}  // namespace tenon::schema
