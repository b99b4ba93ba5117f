// The folder of revisions: reads all of it with places, writes a new revision whole or not at all.
#pragma once

#include <filesystem>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include <tenon/revision.hpp>

#include "base/diagnostic.hpp"
#include "base/source.hpp"
#include "migrate/script.hpp"
#include "schema/operation.hpp"

namespace tenon::migrate {

inline constexpr int format_version = 1;

struct DialectScripts {
  Script up;
  Script down;
  std::vector<std::string> up_hashes;  ///< of the statements as they were generated
  std::vector<std::string> down_hashes;
  int up_source = -1;  ///< where the script was read from
  int down_source = -1;
};

/// A revision as its folder holds it.
struct StoredRevision {
  std::string folder;  ///< its name only
  std::string id;
  std::vector<std::string> parents;
  std::string message;
  std::string created;  ///< RFC 3339, UTC, whole seconds
  /// See tenon::Revision.
  std::vector<std::vector<std::string>> replaces = {};
  schema::Operations operations;
  std::map<std::string, DialectScripts> dialects;
  base::Span id_span = {};  ///< where revision.json says so
  std::vector<base::Span> parent_spans = {};
};

/// Whether it can be an id: at most 40 lower-case letters, digits, underscores, and no word that
/// commands take for other revisions.
bool is_revision_id(std::string_view text);

/// All revisions and who builds on whom.
struct Store {
  std::vector<StoredRevision> revisions;  ///< sorted by folder
  RevisionGraph graph;                    ///< without those that others replace

  /// Whether a revision, or one that was replaced, has the id.
  bool knows(std::string_view id) const;
  const StoredRevision& find(std::string_view id) const;
};

/// What is read of a revision. Operations are by far the most of it, and who runs or lists
/// revisions needs none of them.
enum class Reading { all, without_operations };

/// Reads every folder below `root`; a `root` that does not exist has none. `shown` is how messages
/// call it. What is wrong is reported [revision-folder], [revision-json], [revision-script],
/// [revision-graph].
Store read_store(const std::filesystem::path& root, const std::string& shown,
                 base::Sources& sources, base::Diagnostics& diagnostics,
                 Reading reading = Reading::all);

/// Writes the folder under a hidden name and renames it, so that nobody sees a part. A folder of
/// that name gets a number. Returns its name, or nothing after an error [cannot-write].
std::optional<std::string> write_revision(const std::filesystem::path& root,
                                          const StoredRevision& revision,
                                          base::Diagnostics& diagnostics);

/// Reports each script whose SQL is not what was generated and whose head does not say
/// `edited data-only` [edited-revision].
void refuse_edited(const Store& store, base::Diagnostics& diagnostics);

std::vector<Revision> to_runtime(const Store& store);

/// revision.json.
std::string to_json(const StoredRevision& revision);
/// Reads everything but the scripts.
std::optional<StoredRevision> revision_from_json(const base::Sources& sources, int source,
                                                 base::Diagnostics& diagnostics,
                                                 Reading reading = Reading::all);

}  // namespace tenon::migrate
