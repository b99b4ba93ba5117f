#include "command/project.hpp"

#include <algorithm>
#include <optional>
#include <system_error>

#include "base/files.hpp"
#include "base/json.hpp"
#include "base/names.hpp"
#include "base/text.hpp"
#include "schema/dialect.hpp"

namespace tenon::command {
namespace {

namespace fs = std::filesystem;
using Kind = base::JsonNode::Kind;

class Reader {
 public:
  Reader(Project& project, base::Diagnostics& diagnostics)
      : project_(project), diagnostics_(diagnostics) {}

  void run(const base::JsonNode& root) {
    if (!root.is(Kind::object)) return error(root.span, "expected an object");
    for (const base::JsonMember& member : root.members) read(member);
    if (project_.models.empty()) {
      error({root.span.source, root.span.begin, root.span.begin + 1}, "there is no 'models'",
            "write \"models\": [\"models/*.hpp\"]");
    }
  }

 private:
  void error(base::Span span, std::string message, std::string hint = {}) {
    diagnostics_.error("project-file", span, std::move(message), std::move(hint));
  }

  void unknown(const base::JsonMember& member, const std::vector<std::string>& known) {
    error(member.key_span, "unknown member '" + member.key + "'",
          base::did_you_mean(member.key, known));
  }

  void read(const base::JsonMember& member) {
    const std::string& key = member.key;
    if (key == "models") {
      strings(member, project_.models);
    } else if (key == "output") {
      string(member, project_.output);
    } else if (key == "migrations") {
      string(member, project_.migrations);
    } else if (key == "dialects") {
      strings(member, project_.dialects);
      check_dialects(member.value);
    } else if (key == "database") {
      string(member, project_.database);
    } else if (key == "namespace") {
      string(member, project_.space);
    } else if (key == "enum_check") {
      if (expect(member, Kind::boolean)) project_.enum_check = member.value.boolean;
    } else if (key == "clang") {
      if (expect(member, Kind::object)) read_clang(member.value);
    } else if (key != "$schema") {
      unknown(member, {"models", "output", "migrations", "dialects", "database", "namespace",
                       "enum_check", "clang", "$schema"});
    }
  }

  void read_clang(const base::JsonNode& clang) {
    for (const base::JsonMember& member : clang.members) {
      if (member.key == "include") {
        strings(member, project_.clang_include);
      } else if (member.key == "define") {
        strings(member, project_.clang_define);
      } else if (member.key == "standard") {
        string(member, project_.clang_standard);
      } else {
        unknown(member, {"include", "define", "standard"});
      }
    }
  }

  bool expect(const base::JsonMember& member, Kind kind) {
    if (member.value.is(kind)) return true;
    error(member.value.span, "'" + member.key + "' is " + base::describe(member.value.kind) +
                                 ", expected " + base::describe(kind));
    return false;
  }

  void string(const base::JsonMember& member, std::string& out) {
    if (expect(member, Kind::string)) out = member.value.text;
  }

  void strings(const base::JsonMember& member, std::vector<std::string>& out) {
    if (!expect(member, Kind::array)) return;
    out.clear();
    for (const base::JsonNode& item : member.value.items) {
      if (!item.is(Kind::string)) {
        error(item.span,
              "'" + member.key + "' holds " + base::describe(item.kind) + ", expected strings");
      }
      out.push_back(item.text);
    }
  }

  void check_dialects(const base::JsonNode& value) {
    const std::vector<std::string>& known = schema::dialect_names();
    for (const base::JsonNode& item : value.items) {
      if (std::find(known.begin(), known.end(), item.text) != known.end()) continue;
      std::string hint = base::did_you_mean(item.text, known);
      if (hint.empty()) hint = "there are: " + base::join(known, ", ");
      error(item.span, "unknown database '" + item.text + "'", hint);
    }
    if (value.items.empty()) error(value.span, "'dialects' is empty");
  }

  Project& project_;
  base::Diagnostics& diagnostics_;
};

fs::path find_file(const Options& options) {
  std::error_code error;
  if (options.has("project")) return fs::absolute(options.value("project"), error);
  for (fs::path folder = fs::current_path(error);; folder = folder.parent_path()) {
    if (fs::exists(folder / "tenon.json", error)) return folder / "tenon.json";
    if (folder == folder.parent_path()) break;
  }
  throw Failure{user_error, "there is no tenon.json in this folder or above",
                "`tenon init` starts a project here; --project names a project file"};
}

}  // namespace

Project load_project(const Options& options, Workspace& workspace) {
  const fs::path file = find_file(options);
  std::error_code error;
  std::string text = base::read_file(file, error);
  if (error) {
    throw Failure{
        user_error,
        "cannot read '" + options.value("project", "tenon.json") + "': " + error.message(), ""};
  }
  Project project;
  project.folder = file.parent_path();
  project.file = file.filename().string();
  const int source = workspace.sources.add(project.file, std::move(text));
  const std::optional<base::JsonNode> root =
      base::parse_json(workspace.sources, source, workspace.diagnostics);
  if (root) Reader{project, workspace.diagnostics}.run(*root);
  workspace.stop_on_errors();
  return project;
}

}  // namespace tenon::command
