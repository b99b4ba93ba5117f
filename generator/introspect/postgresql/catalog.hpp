// PostgreSQL's system catalogue → Schema.
#pragma once

#include <map>
#include <set>
#include <string>
#include <vector>

#include <tenon/connection.hpp>

#include "introspect/introspect.hpp"
#include "introspect/marks.hpp"
#include "schema/schema.hpp"

namespace tenon::introspect::postgresql {

/// Which schemas of the database are read, and under which name they are shown. Empty: all that are
/// not the system's, "public" as "".
using SchemaNames = std::map<std::string, std::string>;

schema::Schema read(Connection& connection, const SchemaNames& names, std::vector<Note>* notes,
                    const std::string& search_path = "public");

/// All schemas of the database, and of their tables only these.
schema::Schema read_only(Connection& connection, const std::set<schema::TableName>& tables);

/// See introspect::name_called().
void name_called(Connection& connection, schema::Schema& live);

Marks marks(Connection& connection);

schema::Schema canonical(Connection& connection, const schema::Schema& schema);
schema::Schema canonical(Connection& connection, const schema::Schema& schema,
                         const schema::Schema& live, std::vector<std::string>* notes);

std::vector<Refusal> refused(Connection& connection, const schema::Schema& schema);

std::vector<std::string> others(Connection& connection);
std::vector<std::string> unsaid(Connection& connection, const schema::Schema& known);

}  // namespace tenon::introspect::postgresql
