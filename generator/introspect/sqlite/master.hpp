// SQLite's table of all objects → Schema.
#pragma once

#include <string>
#include <vector>

#include <tenon/connection.hpp>

#include "introspect/introspect.hpp"
#include "schema/schema.hpp"

namespace tenon::introspect::sqlite {

schema::Schema read(Connection& connection, std::vector<std::string>* notes);

schema::Schema canonical(const schema::Schema& schema);

std::vector<Refusal> refused(const schema::Schema& schema);

}  // namespace tenon::introspect::sqlite
