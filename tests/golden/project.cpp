#include "golden/project.hpp"

#include <cstdlib>
#include <memory>

#include <gtest/gtest.h>

#include "base/files.hpp"
#include "emit/emit.hpp"
#include "frontend/clang/read.hpp"
#include "frontend/json/read.hpp"
#include "lower/lower.hpp"
#include "model/check.hpp"

namespace tenon::test {
namespace {

namespace fs = std::filesystem;

model::Draft draft_of(const fs::path& project, base::Sources& sources,
                      base::Diagnostics& diagnostics) {
  std::error_code error;
  std::vector<std::string> headers = base::glob(project, "models/*.hpp", error);
  if (!headers.empty()) {
    for (std::string& header : headers) header = (project / header).string();
    frontend::clang::Options options;
    options.include_dirs = {(project / "models").string()};
    options.project_dir = project.string();
    return frontend::clang::read(headers, options, sources, diagnostics).draft;
  }
  std::vector<int> documents;
  for (const std::string& path : base::glob(project, "models/*.json", error))
    documents.push_back(sources.add(path, read_text(project / path)));
  return frontend::json::read(sources, documents, {}, diagnostics);
}

Golden generated(model::Draft draft, const std::string& title, base::Sources& sources,
                 base::Diagnostics& diagnostics, const emit::JsonForm& json = {}) {
  Golden golden;
  golden.draft = std::move(draft);
  golden.model = model::check(golden.draft, sources, diagnostics);
  if (!diagnostics.has_errors()) {
    const schema::Schema schema = lower::lower(golden.model, {}, diagnostics);
    const auto postgresql = schema::make_dialect("postgresql");
    const auto sqlite = schema::make_dialect("sqlite");
    emit::Project emitted{
        title, golden.model.entities.front().space, {postgresql.get(), sqlite.get()}, {}, true};
    emitted.json = json;
    for (emit::File& file : emit::files(golden.model, schema, emitted, emit::Templates::embedded(),
                                        sources, diagnostics))
      golden.files[file.path] = std::move(file.text);
  }
  EXPECT_FALSE(diagnostics.has_errors()) << render(diagnostics, sources);
  return golden;
}

}  // namespace

std::string read_text(const fs::path& path) {
  std::error_code error;
  std::string text = base::read_file(path, error);
  EXPECT_FALSE(error) << path << ": " << error.message();
  return text;
}

Golden generate(const fs::path& project, const std::string& title, const emit::JsonForm& json) {
  base::Sources sources;
  base::Diagnostics diagnostics;
  return generated(draft_of(project, sources, diagnostics), title, sources, diagnostics, json);
}

Golden generate_json(const std::string& document, const std::string& title) {
  base::Sources sources;
  base::Diagnostics diagnostics;
  const int id = sources.add(title + ".json", document);
  return generated(frontend::json::read(sources, {id}, {}, diagnostics), title, sources,
                   diagnostics);
}

void expect_files(const fs::path& expected, const std::map<std::string, std::string>& files) {
  if (std::getenv("TENON_UPDATE_GOLDEN") != nullptr) {
    fs::remove_all(expected);
    for (const auto& [path, text] : files) ASSERT_FALSE(base::write_file(expected / path, text));
    return;
  }
  std::error_code error;
  for (const std::string& path : base::glob(expected, "**/*", error))
    EXPECT_EQ(files.count(path), 1U) << path << " is expected, but not generated";
  for (const auto& [path, text] : files) {
    SCOPED_TRACE(path);
    ASSERT_TRUE(fs::exists(expected / path)) << "generated, but not expected";
    const std::string kept = read_text(expected / path);
    EXPECT_TRUE(kept == text) << emit::short_diff(kept, text);
  }
}

}  // namespace tenon::test
