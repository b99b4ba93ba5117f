// Each folder of tests/golden is a project: models in, files out, compared byte for byte with
// expected/. The expected files are also compiled with both compilers and run (face_test,
// forms_test). TENON_UPDATE_GOLDEN=1 rewrites expected/.
#include <cstdlib>
#include <filesystem>
#include <map>
#include <memory>

#include <gtest/gtest.h>

#include "base/files.hpp"
#include "base/text.hpp"
#include "emit/emit.hpp"
#include "frontend/clang/read.hpp"
#include "frontend/json/read.hpp"
#include "lower/lower.hpp"
#include "model/check.hpp"

namespace {

namespace fs = std::filesystem;
using namespace tenon;

std::string read(const fs::path& path) {
  std::error_code error;
  std::string text = base::read_file(path, error);
  EXPECT_FALSE(error) << path << ": " << error.message();
  return text;
}

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
    documents.push_back(sources.add(path, read(project / path)));
  return frontend::json::read(sources, documents, {}, diagnostics);
}

/// The whole output of a project by path.
std::map<std::string, std::string> generate(const fs::path& project) {
  base::Sources sources;
  base::Diagnostics diagnostics;
  const model::Draft draft = draft_of(project, sources, diagnostics);
  const model::Model model = model::check(draft, sources, diagnostics);
  std::map<std::string, std::string> output;
  if (!diagnostics.has_errors()) {
    const schema::Schema schema = lower::lower(model, {}, diagnostics);
    const auto postgresql = schema::make_dialect("postgresql");
    const auto sqlite = schema::make_dialect("sqlite");
    emit::Project emitted{project.filename().string(),
                          model.entities.front().space,
                          {postgresql.get(), sqlite.get()},
                          {}};
    for (emit::File& file :
         emit::files(model, schema, emitted, emit::Templates::embedded(), sources, diagnostics))
      output[file.path] = std::move(file.text);
  }
  EXPECT_FALSE(diagnostics.has_errors()) << render(diagnostics, sources);
  return output;
}

void expect_golden(const fs::path& project) {
  const std::map<std::string, std::string> output = generate(project);
  const fs::path expected = project / "expected";
  if (std::getenv("TENON_UPDATE_GOLDEN") != nullptr) {
    fs::remove_all(expected);
    for (const auto& [path, text] : output) ASSERT_FALSE(base::write_file(expected / path, text));
    return;
  }
  std::error_code error;
  const std::vector<std::string> kept = base::glob(expected, "**/*", error);
  for (const std::string& path : kept)
    EXPECT_EQ(output.count(path), 1U) << path << " is expected, but not generated";
  for (const auto& [path, text] : output) {
    SCOPED_TRACE(path);
    ASSERT_TRUE(fs::exists(expected / path)) << "generated, but not expected";
    EXPECT_EQ(read(expected / path), text) << emit::short_diff(read(expected / path), text);
  }
}

TEST(Golden, TheHandWrittenFaceIsReproducedByteForByte) {
  expect_golden(fs::path(TENON_GOLDEN) / "blog");
}

}  // namespace
