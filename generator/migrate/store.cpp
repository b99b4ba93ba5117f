#include "migrate/store.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <system_error>
#include <utility>

#include <tenon/error.hpp>

#include "base/files.hpp"
#include "base/names.hpp"
#include "base/text.hpp"

namespace tenon::migrate {
namespace {

namespace fs = std::filesystem;

class StoreReader {
 public:
  StoreReader(fs::path root, std::string shown, base::Sources& sources,
              base::Diagnostics& diagnostics, Reading reading)
      : root_(std::move(root)),
        shown_(std::move(shown)),
        sources_(sources),
        diagnostics_(diagnostics),
        reading_(reading) {}

  std::vector<StoredRevision> run() {
    std::vector<StoredRevision> revisions;
    for (const std::string& folder : folders()) {
      const int source = load(folder + "/revision.json");
      if (source < 0) continue;
      std::optional<StoredRevision> revision =
          revision_from_json(sources_, source, diagnostics_, reading_);
      if (!revision) continue;
      revision->folder = folder;
      for (auto& [dialect, scripts] : revision->dialects) {
        scripts.up_source = read(*revision, dialect, Direction::up, scripts.up);
        scripts.down_source = read(*revision, dialect, Direction::down, scripts.down);
      }
      refuse_strangers(*revision);
      revisions.push_back(std::move(*revision));
    }
    return revisions;
  }

 private:
  std::vector<std::string> folders() {
    std::vector<std::string> names;
    std::error_code error;
    if (!fs::exists(root_, error)) return names;
    for (fs::directory_iterator entry{root_, error}, end; !error && entry != end;
         entry.increment(error)) {
      const std::string name = entry->path().filename().string();
      if (entry->is_directory() && !base::starts_with(name, ".")) names.push_back(name);
    }
    if (error) {
      diagnostics_.error("revision-folder", {},
                         "cannot read the folder '" + shown_ + "': " + error.message());
    }
    std::sort(names.begin(), names.end());
    return names;
  }

  /// A script that nobody runs is one that somebody believes in.
  void refuse_strangers(const StoredRevision& revision) {
    std::error_code error;
    for (fs::directory_iterator entry{root_ / revision.folder, error}, end; !error && entry != end;
         entry.increment(error)) {
      const std::string name = entry->path().filename().string();
      const bool is_script = base::ends_with(name, ".up.sql") || base::ends_with(name, ".down.sql");
      if (!is_script || revision.dialects.count(name.substr(0, name.find('.'))) != 0) continue;
      diagnostics_.error("revision-folder", {},
                         "'" + shown_ + "/" + revision.folder + "/" + name +
                             "' is no script of its revision, and would never run",
                         "'dialects' of its revision.json has none of this database: take the file "
                         "away, or make a revision for it");
    }
  }

  int load(const std::string& path) {
    std::error_code error;
    std::string text = base::read_file(root_ / path, error);
    if (error) {
      diagnostics_.error("revision-folder", {},
                         "cannot read '" + shown_ + "/" + path + "': " + error.message(),
                         "each folder in '" + shown_ + "' is a revision, whole or not there");
      return -1;
    }
    return sources_.add(shown_ + "/" + path, std::move(text));
  }

  int read(const StoredRevision& revision, const std::string& dialect, Direction direction,
           Script& script) {
    const std::string name =
        revision.folder + "/" + dialect + "." + std::string{to_text(direction)} + ".sql";
    const int source = load(name);
    if (source < 0) return source;
    script = parse_script(sources_, source, diagnostics_);
    const bool fits = script.id == revision.id && script.dialect == dialect &&
                      script.direction == direction && script.parents == revision.parents;
    if (!fits && !script.id.empty()) {
      diagnostics_.error("revision-script", {source, 0, 0},
                         "the head is that of another script: revision.json has '" + revision.id +
                             "', the file '" + script.id + "' (" + script.dialect + " " +
                             std::string{to_text(script.direction)} + ")");
    }
    return source;
  }

  fs::path root_;
  std::string shown_;
  base::Sources& sources_;
  base::Diagnostics& diagnostics_;
  Reading reading_;
};

/// What is wrong between revisions, with its place.
class GraphFaults {
 public:
  GraphFaults(const Store& store, const std::string& shown, base::Diagnostics& diagnostics)
      : store_(store), shown_(shown), diagnostics_(diagnostics) {
    for (const StoredRevision& revision : store.revisions) by_id_.emplace(revision.id, &revision);
  }

  /// Whether there was something.
  bool tell() {
    const std::size_t before = diagnostics_.all().size();
    for (const StoredRevision& revision : store_.revisions) {
      twin(revision);
      orphan(revision);
    }
    if (diagnostics_.all().size() == before) circle();
    return diagnostics_.all().size() != before;
  }

 private:
  void twin(const StoredRevision& revision) {
    const StoredRevision* const first = by_id_.at(revision.id);
    if (first == &revision) return;
    diagnostics_
        .error("revision-graph", revision.id_span,
               "two revisions have the id '" + revision.id + "'",
               "take the copy away, or give it an id of its own, in its scripts, too")
        .notes.push_back({"the other one", first->id_span});
  }

  void orphan(const StoredRevision& revision) {
    for (std::size_t i = 0; i < revision.parents.size(); ++i) {
      const std::string& parent = revision.parents[i];
      if (store_.knows(parent)) continue;
      std::vector<std::string> ids;
      for (const auto& [id, known] : by_id_)
        if (id != revision.id) ids.push_back(id);
      std::string hint = base::did_you_mean(parent, ids);
      if (hint.empty())
        hint = "its folder belongs into '" + shown_ + "': bring it back, from version control";
      diagnostics_.error(
          "revision-graph", revision.parent_spans.at(i),
          "revision '" + revision.id + "' builds on '" + parent + "', which does not exist",
          std::move(hint));
    }
  }

  void circle() {
    for (const StoredRevision& revision : store_.revisions) {
      std::vector<const StoredRevision*> way;
      if (!leads_back(revision, revision, way)) continue;
      std::string text;
      for (auto at = way.rbegin(); at != way.rend(); ++at)
        text += (text.empty() ? "" : ", that on ") + ("'" + (*at)->id + "'");
      diagnostics_.error("revision-graph", revision.parent_spans.front(),
                         "revision '" + revision.id + "' builds on itself: '" + revision.id +
                             "' builds on " + text,
                         "the first one of them has no parents, or those that it was made with");
      return;
    }
  }

  /// `way`: from the end of the circle to what follows `from`.
  bool leads_back(const StoredRevision& from, const StoredRevision& start,
                  std::vector<const StoredRevision*>& way) {
    for (const std::string& parent : from.parents) {
      const auto found = by_id_.find(parent);
      if (found == by_id_.end()) continue;
      const bool is_back = found->second == &start;
      if (is_back ||
          (seen_.insert({start.id, parent}).second && leads_back(*found->second, start, way))) {
        way.push_back(found->second);
        return true;
      }
    }
    return false;
  }

  const Store& store_;
  const std::string& shown_;
  base::Diagnostics& diagnostics_;
  std::map<std::string, const StoredRevision*> by_id_;
  std::set<std::pair<std::string, std::string>> seen_;  ///< on the way from the first
};

std::error_code write_files(const fs::path& folder, const StoredRevision& revision) {
  std::error_code error = base::write_file(folder / "revision.json", to_json(revision));
  for (const auto& [dialect, scripts] : revision.dialects) {
    if (!error) error = base::write_file(folder / (dialect + ".up.sql"), write_script(scripts.up));
    if (!error) {
      error = base::write_file(folder / (dialect + ".down.sql"), write_script(scripts.down));
    }
  }
  return error;
}

void refuse_edited(const StoredRevision& revision, const Script& script,
                   const std::vector<std::string>& hashes, int source,
                   base::Diagnostics& diagnostics) {
  const std::vector<std::string> found = token_hashes(script);
  if (found == hashes || !script.edited.empty()) return;
  std::size_t at = 0;
  while (at < found.size() && at < hashes.size() && found[at] == hashes[at]) ++at;
  const base::Span span =
      at < script.statements.size() ? script.statements[at].span : base::Span{source, 0, 0};
  diagnostics.error(
      "edited-revision", span,
      "statement " + std::to_string(at + 1) + " of revision '" + revision.id +
          "' is not what was generated, so its operations may no longer say what it does",
      "if the edit leaves the schema as it was, write '-- tenon: edited data-only: <reason>' into "
      "the head of the file; if it changes it, `tenon verify --accept` makes the operations say "
      "so; "
      "else undo it");
}

}  // namespace

bool Store::knows(std::string_view id) const {
  return std::any_of(revisions.begin(), revisions.end(), [id](const StoredRevision& revision) {
    const auto has_id = [id](const std::vector<std::string>& way) {
      return std::find(way.begin(), way.end(), id) != way.end();
    };
    return revision.id == id ||
           std::any_of(revision.replaces.begin(), revision.replaces.end(), has_id);
  });
}

const StoredRevision& Store::find(std::string_view id) const {
  return *std::find_if(revisions.begin(), revisions.end(),
                       [id](const StoredRevision& revision) { return revision.id == id; });
}

Store read_store(const fs::path& root, const std::string& shown, base::Sources& sources,
                 base::Diagnostics& diagnostics, Reading reading) {
  Store store;
  const std::size_t errors = diagnostics.all().size();
  store.revisions = StoreReader{root, shown, sources, diagnostics, reading}.run();
  if (diagnostics.all().size() != errors) return store;
  std::vector<RevisionGraph::Node> nodes;
  for (const StoredRevision& revision : store.revisions) {
    nodes.push_back({revision.id, revision.parents, revision.replaces});
  }
  try {
    store.graph = RevisionGraph{nodes};
  } catch (const Error& error) {
    if (GraphFaults{store, shown, diagnostics}.tell()) return store;
    diagnostics.error("revision-graph", {}, std::string{error.what()} + " in '" + shown + "'");
  }
  return store;
}

std::optional<std::string> write_revision(const fs::path& root, const StoredRevision& revision,
                                          base::Diagnostics& diagnostics) {
  std::error_code error;
  const bool is_new_root = !fs::exists(root, error);
  fs::create_directories(root, error);
  const fs::path hidden = root / ("." + revision.folder + ".part");
  if (!error) fs::remove_all(hidden, error);
  if (!error) error = write_files(hidden, revision);
  std::string name = revision.folder;
  for (int i = 2; !error && fs::exists(root / name); ++i) {
    name = revision.folder + "_" + std::to_string(i);
  }
  if (!error) fs::rename(hidden, root / name, error);
  if (!error) return name;
  std::error_code ignored;
  fs::remove_all(hidden, ignored);
  if (is_new_root) fs::remove(root, ignored);
  diagnostics.error("cannot-write", {},
                    "cannot write the revision into '" + root.string() + "': " + error.message());
  return std::nullopt;
}

void refuse_edited(const Store& store, base::Diagnostics& diagnostics) {
  for (const StoredRevision& revision : store.revisions) {
    for (const auto& [dialect, scripts] : revision.dialects) {
      refuse_edited(revision, scripts.up, scripts.up_hashes, scripts.up_source, diagnostics);
      refuse_edited(revision, scripts.down, scripts.down_hashes, scripts.down_source, diagnostics);
    }
  }
}

std::vector<Revision> to_runtime(const Store& store) {
  std::vector<Revision> revisions;
  for (const StoredRevision& stored : store.revisions) {
    Revision revision{stored.id, stored.parents, stored.message, {}, stored.replaces};
    for (const auto& [name, scripts] : stored.dialects) {
      const Dialect dialect = name == "sqlite" ? Dialect::sqlite : Dialect::postgresql;
      revision.scripts.push_back({dialect, to_runtime(scripts.up), to_runtime(scripts.down)});
      // The way down counts the statements of the way up as it was generated.
      if (scripts.up.statements.size() == scripts.up_hashes.size()) continue;
      for (MigrationStatement& statement : revision.scripts.back().down.statements)
        statement.undoes = -1;
    }
    revisions.push_back(std::move(revision));
  }
  return revisions;
}

}  // namespace tenon::migrate
