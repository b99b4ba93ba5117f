// What was renamed between two looks at a database, or by statements of SQL: a Schema shows names
// only, and a column that was renamed looks like one that went and another that came.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include <tenon/connection.hpp>

#include "schema/lineage.hpp"

namespace tenon::introspect {

/// PostgreSQL: the names behind the numbers that stay when a name changes.
struct Identities {
  std::map<std::int64_t, schema::TableName> tables;
  std::map<std::pair<std::int64_t, std::int64_t>, std::string> columns;  ///< by table and number
  std::map<std::int64_t, std::pair<schema::TableName, std::string>> values;  ///< type and text
};

Identities identities(Connection& connection);

schema::Renamings renamings(const Identities& before, const Identities& now);

/// What is gone while its name is not: rows and values went with it.
schema::Items replaced(const Identities& before, const Identities& now);

/// `possible` has also what SQLite copies into another name when a table is made anew: a rename, or
/// a new column that begins with the other's values.
struct SqlRenamings {
  schema::Renamings certain;
  schema::Renamings possible;
  /// Whose name is there, and is another table's or column's that took nothing along.
  schema::Items replaced;
  /// What was copied into another one before it went.
  schema::Items copied;
};

/// What SQLite's statements rename.
SqlRenamings sqlite_renamings(const std::vector<std::string>& statements,
                              const schema::Schema& before);

/// PostgreSQL: takes from `replaced` what the statements copy first, which no number shows, and
/// adds the columns that a table's copy leaves out. Code on the server is not read.
void leave_out_copies(const std::vector<std::string>& statements, const schema::Schema& before,
                      schema::Items& replaced);

}  // namespace tenon::introspect
