// Whether SQL spelled in two ways is the same, where nothing may be made: of a role that only
// reads, on a standby. The server plans both and shows the plans, which runs nothing.
#pragma once

#include <string>
#include <vector>

#include <tenon/connection.hpp>

#include "schema/schema.hpp"

namespace tenon::introspect::postgresql {

/// `wanted`, of which the catalogue shows all but SQL and types, with these spelled as `live` has
/// them where the server takes both for the same. What it cannot compare stays as it is, and
/// `notes`, when given, says why. The connection must not be in a transaction. Throws tenon::Error
/// when the connection is lost.
schema::Schema as_planned(Connection& connection, schema::Schema wanted, const schema::Schema& live,
                          std::vector<std::string>* notes);

}  // namespace tenon::introspect::postgresql
