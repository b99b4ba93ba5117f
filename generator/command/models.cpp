#include "command/models.hpp"

#include <algorithm>
#include <system_error>
#include <unordered_set>
#include <utility>

#include <tenon/version.hpp>

#include "base/files.hpp"
#include "base/text.hpp"
#include "command/model_sql.hpp"
#include "frontend/clang/cache.hpp"
#include "frontend/clang/compile_commands.hpp"
#include "frontend/clang/read.hpp"
#include "frontend/json/read.hpp"
#include "lower/lower.hpp"
#include "model/check.hpp"
#include "schema/dialect.hpp"

namespace tenon::command {
namespace {

struct Files {
  std::vector<std::string> headers;
  std::vector<std::string> documents;
};

/// The files in the order of the project's patterns, each once.
Files find_files(const Project& project, Workspace& workspace) {
  Files files;
  std::unordered_set<std::string> seen;
  for (const std::string& pattern : project.models) {
    std::error_code error;
    for (const std::string& path : base::glob(project.folder, pattern, error)) {
      if (!seen.insert(path).second) continue;
      (base::ends_with(path, ".json") ? files.documents : files.headers).push_back(path);
    }
    if (error) {
      workspace.diagnostics.error("cannot-read", {},
                                  "cannot read '" + pattern + "': " + error.message(),
                                  "it is one of 'models' in " + project.file);
    }
  }
  if (seen.empty()) {
    workspace.diagnostics.error(
        "no-models", {},
        "no file matches 'models' of " + project.file + ": " + base::join(project.models, ", "),
        "write a header with a struct that has [[tenon::table(\"…\")]]");
  }
  workspace.stop_on_errors();
  return files;
}

std::vector<int> load(const Project& project, const std::vector<std::string>& paths,
                      Workspace& workspace) {
  std::vector<int> sources;
  for (const std::string& path : paths) {
    std::error_code error;
    std::string text = base::read_file(project.folder / path, error);
    if (error) {
      workspace.diagnostics.error(is_users_error(error) ? "unreadable-file" : "cannot-read", {},
                                  "cannot read '" + path + "': " + error.message(),
                                  "it is one of 'models' in " + project.file);
      continue;
    }
    sources.push_back(workspace.sources.add(path, std::move(text)));
  }
  return sources;
}

frontend::clang::Result read_headers(const Project& project,
                                     const std::vector<std::string>& headers,
                                     const frontend::clang::Options& options,
                                     Workspace& workspace) {
  const frontend::clang::Cache cache{frontend::clang::cache_folder(), version};
  if (!project.use_cache || cache.folder.empty())
    return frontend::clang::read(headers, options, workspace.sources, workspace.diagnostics);
  return frontend::clang::read_cached(headers, options, cache, workspace.sources,
                                      workspace.diagnostics);
}

// What the project's own build says, behind what tenon.json says.
void add_compile_flags(const Project& project, const std::string& header,
                       frontend::clang::Options& options, std::vector<std::string>& opened,
                       Workspace& workspace) {
  if (project.compile_commands.value.empty()) return;
  std::filesystem::path folder = project.folder / project.compile_commands.value;
  if (folder.extension() == ".json" || folder.extension() == ".txt") folder = folder.parent_path();
  const std::optional<frontend::clang::CompileFlags> flags =
      frontend::clang::flags_for(folder, project.folder / header);
  if (!flags) {
    workspace.diagnostics.error(
        "project-file", project.compile_commands.span,
        "there is no compilation database in '" + project.compile_commands.value + "'",
        "let CMake write one: cmake -B build -DCMAKE_EXPORT_COMPILE_COMMANDS=ON");
    workspace.stop_on_errors();
  }
  opened.push_back(frontend::clang::database_file(folder).lexically_normal().string());
  for (const std::string& include : flags->include_dirs)
    options.build_include_dirs.push_back(include);
  for (const std::string& define : flags->defines) options.defines.push_back(define);
  if (options.standard.empty()) options.standard = flags->standard;
}

model::Draft read_draft(const Project& project, Workspace& workspace,
                        std::vector<std::string>& opened) {
  const Files files = find_files(project, workspace);
  model::Draft draft;
  if (!files.headers.empty()) {
    frontend::clang::Options options;
    options.include_dirs = project.clang_include;
    options.defines = project.clang_define;
    options.standard = project.clang_standard;
    options.project_dir = project.folder.string();
    std::vector<std::string> databases;
    add_compile_flags(project, files.headers.front(), options, databases, workspace);
    if (options.standard.empty()) options.standard = "c++20";
    frontend::clang::Result result = read_headers(project, files.headers, options, workspace);
    draft = std::move(result.draft);
    opened = std::move(result.opened_files);
    opened.insert(opened.end(), databases.begin(), databases.end());
  }
  if (!files.documents.empty()) {
    const std::vector<int> documents = load(project, files.documents, workspace);
    model::Draft more =
        frontend::json::read(workspace.sources, documents, {project.space}, workspace.diagnostics);
    std::move(more.structs.begin(), more.structs.end(), std::back_inserter(draft.structs));
    std::move(more.enums.begin(), more.enums.end(), std::back_inserter(draft.enums));
    for (const std::string& path : files.documents) {
      opened.push_back((project.folder / path).lexically_normal().string());
    }
  }
  opened.push_back((project.folder / project.file).string());
  std::sort(opened.begin(), opened.end());
  return draft;
}

}  // namespace

Models read_models(const Project& project, Workspace& workspace, Stage last) {
  Models models;
  models.draft = read_draft(project, workspace, models.opened_files);
  if (last == Stage::draft) return models;
  models.model =
      model::check(models.draft, workspace.sources, workspace.diagnostics, project.json_names);
  if (std::find(project.dialects.begin(), project.dialects.end(), "postgresql") !=
      project.dialects.end())
    check_sql_texts(models.draft, workspace.diagnostics);
  workspace.stop_on_errors();
  if (last == Stage::model) return models;
  lower::Options options{project.enum_check, {}};
  for (const std::string& name : project.dialects)
    options.limits.push_back(schema::make_dialect(name)->limits());
  models.schema = lower::lower(models.model, options, workspace.diagnostics);
  workspace.stop_on_errors();
  for (const std::string& name : project.dialects)
    check_sql_meanings(models.draft, models.model, models.schema, *schema::make_dialect(name),
                       workspace.diagnostics);
  return models;
}

}  // namespace tenon::command
