// SQLite's result codes and messages, told as an Error.
#pragma once

#include <sqlite3.h>

#include <string_view>

#include <tenon/error.hpp>

namespace tenon::sqlite {

/// The error that `db` reports for `sql` now.
Error last_error(sqlite3* db, std::string_view sql);

}  // namespace tenon::sqlite
