// PostgreSQL: a concurrent build that failed or was killed leaves an index that queries do not use
// and writers keep up to date.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include <tenon/connection.hpp>

namespace tenon::detail {

/// Whether the statement is such a build.
bool leaves_invalid_index(const std::string& sql);

/// Before `drop`, which clears away what an attempt of `build` may have left: throws Error
/// migration when the index of that name is another table's, and so somebody else's.
void refuse_others_index(Connection& connection, const std::string& drop, const std::string& build);

/// What `was` says of a statement that clears away what an attempt may have left: the revision
/// knows of no index of that name.
inline constexpr std::string_view was_no_index = "no index";

/// Of the name that `drop` has.
enum class StandingIndex {
  none,    ///< or an invalid one
  same,    ///< `build` makes it, or somebody has made it in advance
  another  ///< somebody else's
};
StandingIndex standing_index(Connection& connection, const std::string& drop,
                             const std::string& build);

/// Throws Error migration: `drop` names somebody else's.
[[noreturn]] void refuse_another_index(const std::string& drop);

/// What an attempt before left of the index that the statement builds, or of those that it makes
/// anew, with their schemas.
std::vector<std::string> invalid_indexes(Connection& connection, const std::string& sql);

/// Drops that.
void drop_invalid_index(Connection& connection, const std::string& sql);

}  // namespace tenon::detail
