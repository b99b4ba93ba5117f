// Reads the CREATE TABLE that SQLite keeps: the only place where it has the names of constraints.
#pragma once

#include <string>
#include <vector>

#include "schema/schema.hpp"

namespace tenon::introspect::sqlite {

/// Everything but indexes. `audit.users` is table users of schema audit. Unnamed constraints have
/// the name "". `notes`, when given, receives what a Schema has no words for.
schema::Table read_create_table(const std::string& sql, std::vector<std::string>* notes);

}  // namespace tenon::introspect::sqlite
