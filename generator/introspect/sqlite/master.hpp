// SQLite's table of all objects → Schema.
#pragma once

#include <set>
#include <string>
#include <vector>

#include <tenon/connection.hpp>

#include "introspect/introspect.hpp"
#include "introspect/marks.hpp"
#include "schema/schema.hpp"

namespace tenon::introspect::sqlite {

/// `only`: the tables that are read; null: all.
schema::Schema read(Connection& connection, std::vector<Note>* notes,
                    const std::set<schema::TableName>* only);

/// What tables are besides what a Schema says; of those that `known` has, null: of all.
std::vector<std::string> unsaid(Connection& connection, const schema::Schema* known);

Marks marks(Connection& connection);

schema::Schema canonical(const schema::Schema& schema);

std::vector<Refusal> refused(const schema::Schema& schema);

}  // namespace tenon::introspect::sqlite
