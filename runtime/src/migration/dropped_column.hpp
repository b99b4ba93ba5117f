// PostgreSQL: a column that is dropped takes every index, constraint and statistics object over it
// along and tells nobody (its manual, ALTER TABLE, DROP COLUMN).
#pragma once

#include <string>

#include <tenon/connection.hpp>

namespace tenon::detail {

/// Before a statement that drops a column. The first line of `was` names it: `column
/// public.users.bio`; each other one something that may go with it: `index public.users_bio_idx`.
/// Throws Error migration, which names the rest of what would go. Does nothing where `was` names no
/// column.
void refuse_others_of_column(Connection& connection, const std::string& was);

}  // namespace tenon::detail
