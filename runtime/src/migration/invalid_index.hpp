// PostgreSQL: a concurrent build that failed or was killed leaves an index that queries do not use
// and writers keep up to date.
#pragma once

#include <string>

#include <tenon/connection.hpp>

namespace tenon::detail {

/// Whether the statement is such a build.
bool leaves_invalid_index(const std::string& sql);

/// Drops what an attempt before left of the index that the statement builds.
void drop_invalid_index(Connection& connection, const std::string& sql);

}  // namespace tenon::detail
