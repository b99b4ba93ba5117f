#include "command/written.hpp"

#include <charconv>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <iostream>
#include <optional>
#include <string_view>

#include "base/text.hpp"
#include "command/data_layer.hpp"
#include "emit/manifest.hpp"

namespace tenon::command {
namespace {

bool is_generated(const Project& project) {
  return std::filesystem::exists(project.folder / project.output / emit::manifest_name);
}

/// Since 1970.
long long seconds_now() {
  const char* const given = std::getenv("SOURCE_DATE_EPOCH");
  if (given == nullptr || *given == '\0') return static_cast<long long>(std::time(nullptr));
  const std::string_view text = given;
  long long seconds = -1;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), seconds);
  if (error != std::errc{} || end != text.data() + text.size() || seconds < 0 ||
      seconds > 253'402'300'799) {
    throw Failure{user_error, "SOURCE_DATE_EPOCH is no number of seconds since 1970", ""};
  }
  return seconds;
}

}  // namespace

migrate::Request request_of(const Options& options, const Project& project) {
  migrate::Request request;
  request.message = base::trim(options.value("message"));
  request.id = options.value("id");
  request.seconds = seconds_now();
  request.dialects = project.dialects;
  request.plan = project.plan;
  return request;
}

std::string write_folder(const migrate::StoredRevision& revision, const Project& project,
                         Workspace& workspace) {
  const std::optional<std::string> folder =
      migrate::write_revision(project.folder / project.migrations, revision, workspace.diagnostics);
  workspace.stop_on_errors();
  std::cout << project.migrations << "/" << *folder << "\n";
  return project.migrations + "/" + *folder;
}

void embed(const Project& project, const Models& models) {
  const std::filesystem::path output = project.folder / project.output;
  if (!is_generated(project)) return;
  Workspace workspace;
  const std::vector<emit::File> files =
      data_layer(project, models, emit::Templates::embedded(), workspace);
  emit::write(output.string(), files, false, workspace.diagnostics);
  if (workspace.diagnostics.has_errors())
    std::cerr << "note: the revision is written, but " << project.output
              << "/ could not be brought up to date with it: run tenon generate\n";
}

void embed(const Project& project) {
  if (!is_generated(project)) return;
  Workspace workspace;
  const Models models = read_models(project, workspace);
  embed(project, models);
}

}  // namespace tenon::command
