// Squashed revisions: which of them, or of those that they replace, a database goes through.
#pragma once

#include <string>
#include <vector>

#include <tenon/revision.hpp>

namespace tenon::detail {

/// What a database has of the revisions.
struct Reached {
  std::vector<std::string> applied;  ///< from beginning to end
  std::vector<std::string> begun;    ///< stopped half way
};

struct Followed {
  /// Without those that are replaced; where the database stands among them they are there, and the
  /// one that replaces them builds on the last of them.
  std::vector<RevisionGraph::Node> nodes;
  /// Those that are as good as applied, since all that they replace is.
  std::vector<std::string> adopted;
};

/// Throws Error migration when the database stands among revisions that are replaced and not there
/// any more.
Followed follow(const std::vector<RevisionGraph::Node>& nodes, const Reached& reached);

/// All ids that the revision replaces.
std::vector<std::string> replaced_ids(const std::vector<std::vector<std::string>>& replaces);

}  // namespace tenon::detail
