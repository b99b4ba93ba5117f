#include "migrate/store.hpp"

#include <algorithm>
#include <system_error>

#include <tenon/error.hpp>

#include "base/files.hpp"
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
