// What stands in a database in other words than Tenon's and means the same.
#pragma once

#include <tenon/connection.hpp>

#include "schema/schema.hpp"

namespace tenon::introspect {

/// Gives what `live` says otherwise the words of `wanted`, which is canonical: a constraint without
/// a name (SQLite keeps those that nobody named so) the name of the one that is the same but for
/// it, a column of a type that SQLite takes by its affinity the type that fits it, a default that
/// the affinity makes the same value its spelling there. PostgreSQL names and spells everything
/// itself, but for comments (those that only spaces tell apart are alike) and the defaults of
/// doubles (0.0 is 0).
void take_words(const Connection& connection, schema::Schema& live, const schema::Schema& wanted);

}  // namespace tenon::introspect
