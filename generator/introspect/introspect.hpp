// A live database → Schema, over the runtime's connection. `check --database`, `verify` and tests
// compare the result with what canonical() gives for the schema that should be there.
#pragma once

#include <string>
#include <vector>

#include <tenon/connection.hpp>

#include "introspect/note.hpp"
#include "schema/schema.hpp"

namespace tenon::introspect {

/// What the database has, without Tenon's own history table. Names of the default schema ("public")
/// come back as "". `notes`, when given, receives each thing that a Schema has no words for and
/// that is missing from the result or simplified in it (a view, an index with an operator class of
/// its own, …). SQLite shows its storage types only: integer = int64, real = float64, text, blob =
/// bytes. The number of queries does not depend on what there is. The connection must not be in a
/// transaction. Throws tenon::Error when a query fails.
schema::Schema introspect(Connection& connection, std::vector<Note>* notes = nullptr);

/// Spells the SQL of defaults, computed columns, checks and indexes in `live`, what introspect()
/// gave, as a revision can run it, whose search_path is empty: with the schema of each function
/// that the server does not bring. Nothing to do on SQLite. Throws as introspect() does.
void name_called(Connection& connection, schema::Schema& live);

/// What the database has that neither a Schema nor its notes say, a sentence each: triggers,
/// policies, functions, sequences, types, collations, publications, …, and what tables, columns and
/// indexes are besides: `table logs is unlogged: that is left alone`. SQLite: tables that are not
/// STRICT; all else is in the notes.
std::vector<std::string> others(Connection& connection);

/// What keys, checks and numbered columns of the tables that `known` has are besides what a Schema
/// says, where that changes which rows they take: `key users_email_key of users is deferrable`.
/// SQLite: whether they are not STRICT; introspect() notes the rest.
std::vector<std::string> unsaid(Connection& connection, const schema::Schema& known);

/// The schema as this very server shows it: created in a scratch place (PostgreSQL: schemas in a
/// transaction that is rolled back; SQLite: a database in memory) and introspected, so that the
/// spelling of types, defaults and expressions is the server's own. The connection must not be in a
/// transaction. Throws tenon::Error when the server refuses the schema.
schema::Schema canonical(Connection& connection, const schema::Schema& schema);

/// A table or view that the server does not take, and what it says.
struct Refusal {
  std::string schema;
  std::string name;
  std::string why;
};

/// Which parts of a schema that canonical() throws for are to blame: each is tried by itself.
std::vector<Refusal> refused(Connection& connection, const schema::Schema& schema);

/// The same beside what introspect() shows of this very database, in a fraction of the time:
/// PostgreSQL makes only tables in which `live` has not the same SQL, and looks at none of the
/// schema's keys. Where nothing may be made (a role without the right, a standby), it takes the
/// spelling of `live` for what the server plans alike, and `notes`, when given, receives that, and
/// what could not be compared.
schema::Schema canonical(Connection& connection, const schema::Schema& schema,
                         const schema::Schema& live, std::vector<std::string>* notes = nullptr);

}  // namespace tenon::introspect
