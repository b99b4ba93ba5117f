// Makes one revision of several in a row, which databases that have those count as having.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "migrate/author.hpp"

namespace tenon::migrate {

/// `A..B`: what B builds on and A does not.
struct Range {
  std::vector<std::string> from;  ///< A, nothing for the base
  std::vector<std::string> ids;   ///< parents first; the last one is B
};

/// Errors [unknown-revision], [squash-range]: no range, too short, A is not before B, another
/// revision builds on one in its midst, `leave_out` names none of it, or one has SQL of its own
/// that `leave_out` does not name.
std::optional<Range> range_to_squash(const std::string& text,
                                     const std::vector<std::string>& leave_out, const Store& store,
                                     base::Diagnostics& diagnostics);

/// The revision that stands for the range: what differs between its ends, with the renames and
/// backfills that its operations say. None when something is wrong; errors [squash-range] of
/// squash_rows.hpp.
std::optional<StoredRevision> make_squash(const Request& request, const Store& store,
                                          const Range& range, base::Diagnostics& diagnostics);

}  // namespace tenon::migrate
