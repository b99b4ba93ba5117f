// Renames as SQLite carries them out. An ALTER TABLE changes the text of all that mentions the
// name; a table that is built anew has to say the new one.
#pragma once

#include <vector>

#include "schema/operation.hpp"

namespace tenon::schema::sqlite {

/// One, or two with a name between: one that differs in letter case alone counts as taken.
std::vector<RenameTable> steps_of(const RenameTable& rename);

/// Into checks, computed columns and indexes of the column's own table.
void rename_in_sql(Table& table, const RenameColumn& rename);

/// Into foreign keys that refer to it.
void rename_targets(Schema& schema, const RenameColumn& rename);

}  // namespace tenon::schema::sqlite
