// The columns of all tables and views as the database itself describes them: what a view's query
// gives is known to nobody else.
#pragma once

#include <map>
#include <string>
#include <vector>

#include <tenon/connection.hpp>

namespace tenon::introspect {

/// Types by the names of columns. PostgreSQL: as format_type spells them without lengths
/// ("numeric", "text[]"), of a domain the type that it is over, "" for what an extension or a user
/// made. SQLite: the type in lower case that a table's column was declared with; "" where a view
/// computes.
using ColumnTypes = std::map<std::string, std::string>;

/// By the names of tables and views as schema::display_name spells them; names in lower case on
/// SQLite, which takes them so. Throws tenon::Error when a query fails.
std::map<std::string, ColumnTypes> columns(Connection& connection);

/// The names of the columns in their order, by the names of tables and views as
/// schema::display_name spells them.
std::map<std::string, std::vector<std::string>> column_orders(Connection& connection);

}  // namespace tenon::introspect
