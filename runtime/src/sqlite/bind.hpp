// Parameters on their way into SQLite.
#pragma once

#include <sqlite3.h>

#include <tenon/param.hpp>

namespace tenon::sqlite {

enum class Lifetime {
  until_done,  ///< the statement runs to its end before the call returns: no copies
  copied       ///< rows are read after the call: texts are copied
};

/// Binds all parameters. Throws Error bad_value for a value that SQLite would change or lose: text
/// that is not UTF-8 or holds a zero byte, NaN, a decimal too long for its column.
void bind(sqlite3* db, sqlite3_stmt* statement, Params params, Lifetime lifetime);

/// Makes `tenon_array($n)` known to a connection: a table of one column `value` over an array
/// parameter, for `"id" in (select "value" from tenon_array($1))`.
void register_array(sqlite3* db);

/// Makes the collation `tenon_decimal` known to a connection: decimals that are stored as text
/// (more than 18 digits, or no limit) in the order of the numbers that they are.
void register_decimal_order(sqlite3* db);

}  // namespace tenon::sqlite
