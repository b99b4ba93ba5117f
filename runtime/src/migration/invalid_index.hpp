// PostgreSQL: a concurrent build that failed or was killed leaves an index that queries do not use
// and writers keep up to date.
#pragma once

#include <string>

#include <tenon/connection.hpp>

namespace tenon::detail {

/// Whether the statement is such a build.
bool leaves_invalid_index(const std::string& sql);

/// Before `drop`, which clears away what an attempt of `build` may have left: throws Error
/// migration when the index of that name is another table's, and so somebody else's.
void refuse_others_index(Connection& connection, const std::string& drop, const std::string& build);

/// Drops what an attempt before left of the index that the statement builds.
void drop_invalid_index(Connection& connection, const std::string& sql);

}  // namespace tenon::detail
