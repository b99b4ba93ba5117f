// What a type that the model names is in the vocabulary: varchar(80) is a text of at most 80.
#pragma once

#include "schema/schema.hpp"

namespace tenon::schema {

/// The same type without its name where that is one of PostgreSQL's own for texts and numbers
/// (manual, 8.1 and 8.3): text, varchar, numeric, smallint. Any other one as it is.
ColumnType known_type(const ColumnType& type);

}  // namespace tenon::schema
