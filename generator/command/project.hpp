// tenon.json: where the models are, where output and revisions go, which databases.
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "base/source.hpp"
#include "command/failure.hpp"
#include "command/options.hpp"
#include "emit/json_form.hpp"
#include "lint/unit.hpp"
#include "model/model.hpp"
#include "schema/plan.hpp"

namespace tenon::command {

struct Project {
  std::filesystem::path folder;  ///< absolute; paths below are relative to it
  std::string file = "tenon.json";
  std::vector<std::string> models;
  std::string output = "generated";
  std::string migrations = "migrations";
  std::string seeds = "seeds";  ///< the folder of `tenon seed`
  std::vector<std::string> dialects{"sqlite", "postgresql"};
  std::string database;
  std::string space;  ///< the namespace of JSON models that name none
  std::vector<std::string> clang_include;
  std::vector<std::string> clang_define;
  std::string clang_standard;  ///< "": that of compile_commands, else c++20
  /// The folder of a compilation database; relative to `folder`. "": none.
  base::Located<std::string> compile_commands;
  bool enum_check = true;
  lint::Servers servers;     ///< the oldest that are there
  schema::PlanOptions plan;  ///< and what revisions are planned for
  model::JsonNames json_names = model::JsonNames::as_written;
  emit::JsonForm json;
  std::vector<std::string> extra_rules;  ///< headers that declare validate_extra
  bool testing = false;                  ///< generates what tests link, too
  bool use_cache = true;  ///< of headers that were read before; `--no-cache` turns it off
};

/// Whether load_project would find a project file.
bool has_project(const Options& options);

/// Reads the file that `--project` names, else tenon.json in the current folder or the nearest one
/// above. Errors [project-file] are in the workspace and have stopped the run (Failure).
Project load_project(const Options& options, Workspace& workspace);

}  // namespace tenon::command
