// What is in a database, in a form that can be compared before and after a migration.
#pragma once

#include <cstdint>
#include <map>
#include <ostream>
#include <string>

#include <tenon/connection.hpp>

#include "schema/schema.hpp"

namespace chinook {

struct TableDigest {
  std::int64_t rows = 0;
  std::string hash;  ///< SHA-256 over every value of every row, by key

  friend bool operator==(const TableDigest&, const TableDigest&) = default;
  friend std::ostream& operator<<(std::ostream& out, const TableDigest& digest) {
    return out << digest.rows << " rows, " << digest.hash;
  }
};

/// By table. `schema` says which tables and columns count; a column that has another name by now
/// stands in `renamed`, as "table.column" → "column".
std::map<std::string, TableDigest> digest(tenon::Connection& connection,
                                          const tenon::schema::Schema& schema,
                                          const std::map<std::string, std::string>& renamed);

}  // namespace chinook
