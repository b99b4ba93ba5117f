// PostgreSQL's system catalogue → Schema.
#pragma once

#include <map>
#include <string>
#include <vector>

#include <tenon/connection.hpp>

#include "introspect/introspect.hpp"
#include "schema/schema.hpp"

namespace tenon::introspect::postgresql {

/// Which schemas of the database are read, and under which name they are shown. Empty: all that are
/// not the system's, "public" as "".
using SchemaNames = std::map<std::string, std::string>;

schema::Schema read(Connection& connection, const SchemaNames& names,
                    std::vector<std::string>* notes);

schema::Schema canonical(Connection& connection, const schema::Schema& schema);
schema::Schema canonical(Connection& connection, const schema::Schema& schema,
                         const schema::Schema& live);

std::vector<Refusal> refused(Connection& connection, const schema::Schema& schema);

std::vector<std::string> others(Connection& connection);

}  // namespace tenon::introspect::postgresql
