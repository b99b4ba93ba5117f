#include "revisions.hpp"

#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <stdexcept>

#include "base/diagnostic.hpp"
#include "base/source.hpp"
#include "frontend/clang/read.hpp"
#include "lower/lower.hpp"
#include "migrate/author.hpp"
#include "migrate/fold.hpp"
#include "model/check.hpp"

namespace chinook {

namespace base = tenon::base;
namespace migrate = tenon::migrate;
namespace schema = tenon::schema;

namespace {

void stop_on_errors(const base::Diagnostics& diagnostics, const base::Sources& sources) {
  if (diagnostics.has_errors()) throw std::runtime_error(base::render(diagnostics, sources));
}

std::vector<std::string> headers(const std::vector<std::string>& changed) {
  std::vector<std::string> files;
  for (const auto& entry : std::filesystem::directory_iterator{MUSIC_DIR "/models"}) {
    std::string file = entry.path().string();
    for (const std::string& other : changed) {
      const std::filesystem::path stand_in = CHINOOK_DIR "/changed/" + other;
      if (stand_in.filename() == entry.path().filename()) file = stand_in.string();
    }
    files.push_back(file);
  }
  std::sort(files.begin(), files.end());
  return files;
}

migrate::Store read(const std::filesystem::path& root) {
  base::Sources sources;
  base::Diagnostics diagnostics;
  migrate::Store store = migrate::read_store(root, "migrations", sources, diagnostics);
  migrate::refuse_edited(store, diagnostics);
  stop_on_errors(diagnostics, sources);
  return store;
}

}  // namespace

schema::Schema read_schema(const std::vector<std::string>& changed) {
  base::Sources sources;
  base::Diagnostics diagnostics;
  const tenon::frontend::clang::Options options{.include_dirs = {"models"},
                                                .defines = {},
                                                .standard = "c++20",
                                                .project_dir = MUSIC_DIR,
                                                .use_real_headers = false};
  const tenon::frontend::clang::Result result =
      tenon::frontend::clang::read(headers(changed), options, sources, diagnostics);
  const tenon::model::Model model = tenon::model::check(result.draft, sources, diagnostics);
  stop_on_errors(diagnostics, sources);
  schema::Schema made = tenon::lower::lower(model, {}, diagnostics);
  stop_on_errors(diagnostics, sources);
  return made;
}

Revisions::Revisions() {
  static std::atomic<int> counter{0};
  root_ = std::filesystem::temp_directory_path() /
          ("tenon_chinook_" + std::to_string(getpid()) + "_" + std::to_string(counter++));
}

Revisions::~Revisions() {
  std::error_code ignored;
  std::filesystem::remove_all(root_, ignored);
}

std::vector<std::string> Revisions::add(const std::string& message, const schema::Schema& wanted) {
  const migrate::Store store = read(root_);
  migrate::Request request;
  request.message = message;
  request.seconds = 1'767'225'600 + static_cast<long long>(store.revisions.size());
  request.dialects = {"postgresql", "sqlite"};
  base::Diagnostics diagnostics;
  const std::optional<migrate::StoredRevision> revision =
      migrate::make_revision(request, store, wanted, diagnostics);
  std::vector<std::string> operations;
  if (revision) {
    migrate::write_revision(root_, *revision, diagnostics);
    for (const schema::Operation& operation : revision->operations) {
      operations.push_back(schema::describe(operation));
    }
  }
  stop_on_errors(diagnostics, {});
  return operations;
}

schema::Schema Revisions::fold() const {
  const migrate::Store store = read(root_);
  base::Diagnostics diagnostics;
  schema::Schema folded = migrate::fold(store, store.graph.heads(), diagnostics);
  stop_on_errors(diagnostics, {});
  return folded;
}

std::vector<tenon::Revision> Revisions::stored() const { return migrate::to_runtime(read(root_)); }

}  // namespace chinook
