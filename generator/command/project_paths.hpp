// The folders of tenon.json and how they may lie to each other: generated files replace files, and
// what a pattern of 'models' finds is read as a model, so neither may reach into the other.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/source.hpp"

namespace tenon::command {

/// The paths as the project file says them, each with its place (none for a default).
struct ProjectPaths {
  std::vector<base::Located<std::string>> models;
  base::Located<std::string> output;
  base::Located<std::string> migrations;
};

/// "./a//b/" to "a/b"; the project's own folder is ".".
std::string normal_folder(const std::string& path);

/// Refuses [project-file]: an output or migrations folder that is the project's own, an output
/// outside the project, one of both inside the other, and one that holds models, is the folder of
/// models, or is reached by a pattern of models. `folder` is the project's, absolute: links in it
/// are followed.
void check_paths(const ProjectPaths& paths, const std::filesystem::path& folder,
                 base::Diagnostics& diagnostics);

}  // namespace tenon::command
