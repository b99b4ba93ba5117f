// SQLite takes names whatever their case (ASCII): here they are spelled as where they were made.
#pragma once

#include "schema/schema.hpp"

namespace tenon::introspect::sqlite {

/// The columns in the table's own keys, checks and indexes.
void spell_names(schema::Table& table);
/// The tables and columns that foreign keys refer to.
void spell_targets(schema::Schema& schema);
/// What `live` has under a name of `wanted` but for the case of its letters.
void take_cases(schema::Schema& live, const schema::Schema& wanted);

}  // namespace tenon::introspect::sqlite
