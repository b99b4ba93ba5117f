// PostgreSQL: REINDEX CONCURRENTLY that failed or was killed leaves the index that it was building,
// "…_ccnew", or the one that it replaced, "…_ccold": invalid, and kept up to date by writers.
#pragma once

#include <string>
#include <vector>

#include <tenon/connection.hpp>

namespace tenon::detail {

/// Whether the statement is a REINDEX that works concurrently.
bool reindexes_concurrently(const std::string& sql);

/// What attempts before left of the indexes that the statement makes anew, with their schemas.
std::vector<std::string> left_by_reindex(Connection& connection, const std::string& sql);

}  // namespace tenon::detail
