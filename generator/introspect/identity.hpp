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

/// `possible` has also what SQLite copies into another name when a table is made anew: a rename, or
/// a new column that begins with the other's values.
struct SqlRenamings {
  schema::Renamings certain;
  schema::Renamings possible;
};

/// What SQLite's statements rename.
SqlRenamings sqlite_renamings(const std::vector<std::string>& statements,
                              const schema::Schema& before);

}  // namespace tenon::introspect
