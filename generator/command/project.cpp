#include "command/project.hpp"

#include <algorithm>
#include <charconv>
#include <map>
#include <optional>
#include <system_error>

#include "base/files.hpp"
#include "base/json.hpp"
#include "base/names.hpp"
#include "base/text.hpp"
#include "command/project_paths.hpp"
#include "schema/dialect.hpp"

namespace tenon::command {
namespace {

namespace fs = std::filesystem;
using base::describe;
using Kind = base::JsonNode::Kind;
using Path = base::Located<std::string>;

// What a member holds, as the hint of every error about it shows it.
std::string example_of(const std::string& key) {
  static const std::map<std::string, std::string> examples = {
      {"models", "[\"models/*.hpp\"]"},
      {"output", "\"generated\""},
      {"migrations", "\"migrations\""},
      {"dialects", "[\"sqlite\", \"postgresql\"]"},
      {"database", "\"sqlite:///app.db\""},
      {"namespace", "\"blog\""},
      {"enum_check", "true"},
      {"json_names", "\"camelCase\""},
      {"server_version", "{\"postgresql\": \"13\", \"sqlite\": \"3.37\"}"},
      {"postgresql", "\"13\""},
      {"sqlite", "\"3.37\""},
      {"batch_rows", "5000"},
      {"testing", "true"},
      {"seeds", "\"seeds\""},
      {"json", "{\"unknown\": \"ignore\"}"},
      {"unknown", "\"ignore\""},
      {"int64", "\"string\""},
      {"decimal", "\"string\""},
      {"validate_extra", "[\"rules.hpp\"]"},
      {"clang", "{\"include\": [\"models\"]}"},
      {"include", "[\"models\"]"},
      {"define", "[\"NAME=value\"]"},
      {"compile_commands", "\"build/compile_commands.json\""},
      {"standard", "\"c++20\""},
      {"$schema", "\"https://…/project.schema.json\""},
  };
  const auto found = examples.find(key);
  return found == examples.end() ? "" : "write \"" + key + "\": " + found->second;
}

bool is_path(const std::string& key) {
  return key == "models" || key == "output" || key == "migrations" || key == "seeds" ||
         key == "include" || key == "compile_commands" || key == "validate_extra";
}

class Reader {
 public:
  Reader(Project& project, base::Diagnostics& diagnostics)
      : project_(project), diagnostics_(diagnostics) {}

  void run(const base::JsonNode& root) {
    if (!root.is(Kind::object)) {
      return error(root.span, std::string{"a project is an object, not "} + describe(root.kind),
                   R"(write {"models": ["models/*.hpp"]})");
    }
    paths_.output.value = project_.output;
    paths_.migrations.value = project_.migrations;
    for (const base::JsonMember& member : root.members) read(member);
    if (root.find("models") == nullptr && !is_models_misspelt_) {
      error({root.span.source, root.span.begin, root.span.begin + 1}, "there is no 'models'",
            example_of("models"));
    }
    if (!diagnostics_.has_errors()) check_paths(paths_, project_.folder, diagnostics_);
    project_.output = normal_folder(project_.output);
    project_.migrations = normal_folder(project_.migrations);
  }

 private:
  void error(base::Span span, std::string message, std::string hint) {
    diagnostics_.error("project-file", span, std::move(message), std::move(hint));
  }

  void unknown(const base::JsonMember& member, const std::string& where,
               const std::vector<std::string>& known) {
    std::string hint = base::did_you_mean(member.key, known);
    is_models_misspelt_ = is_models_misspelt_ || base::nearest(member.key, known) == "models";
    if (hint.empty()) hint = "there are: " + base::join(known, ", ");
    error(member.key_span, "unknown member " + base::quote(member.key) + where, std::move(hint));
  }

  void read(const base::JsonMember& member) {
    const std::string& key = member.key;
    if (key == "models") {
      strings(member, project_.models, &paths_.models);
      if (member.value.is(Kind::array) && member.value.items.empty())
        error(member.value.span, "'models' is empty", example_of(key));
    } else if (key == "output") {
      string(member, project_.output, &paths_.output);
    } else if (key == "migrations") {
      string(member, project_.migrations, &paths_.migrations);
    } else if (key == "dialects") {
      strings(member, project_.dialects);
      if (member.value.is(Kind::array)) check_dialects(member.value);
    } else if (key == "database") {
      string(member, project_.database);
    } else if (key == "namespace") {
      string(member, project_.space);
      if (member.value.is(Kind::string)) check_space(member.value);
    } else if (key == "enum_check") {
      if (expect(member, Kind::boolean)) project_.enum_check = member.value.boolean;
    } else if (key == "server_version") {
      if (expect(member, Kind::object)) read_servers(member.value);
    } else if (key == "batch_rows") {
      if (expect(member, Kind::number)) read_batch_rows(member.value);
    } else if (key == "seeds") {
      string(member, project_.seeds);
    } else if (key == "testing") {
      if (expect(member, Kind::boolean)) project_.testing = member.value.boolean;
    } else if (key == "json") {
      if (expect(member, Kind::object)) read_json(member.value);
    } else if (key == "validate_extra") {
      read_extra_rules(member);
    } else if (key == "json_names") {
      if (expect(member, Kind::string)) read_json_names(member.value);
    } else if (key == "clang") {
      if (expect(member, Kind::object)) read_clang(member.value);
    } else if (key == "$schema") {
      std::string ignored;
      string(member, ignored);
    } else {
      unknown(member, "",
              {"models", "output", "migrations", "dialects", "database", "namespace", "enum_check",
               "server_version", "batch_rows", "json_names", "json", "validate_extra", "testing",
               "seeds", "clang", "$schema"});
    }
  }

  void read_servers(const base::JsonNode& servers) {
    for (const base::JsonMember& member : servers.members) {
      if (member.key == "postgresql") {
        read_version(member, "PostgreSQL", {12, 0}, project_.servers.postgresql);
        project_.plan.postgresql = project_.servers.postgresql.major;
      } else if (member.key == "sqlite") {
        read_version(member, "SQLite", {3, 37}, project_.servers.sqlite);
      } else {
        unknown(member, " of 'server_version'", {"postgresql", "sqlite"});
      }
    }
  }

  void read_version(const base::JsonMember& member, const std::string& server,
                    lint::ServerVersion oldest, lint::ServerVersion& out) {
    const std::string least =
        std::to_string(oldest.major) + (oldest.minor > 0 ? "." + std::to_string(oldest.minor) : "");
    if (!expect(member, Kind::string)) return;
    const std::optional<lint::ServerVersion> version = lint::parse_version(member.value.text);
    if (!version) {
      error(member.value.span, base::quote(member.value.text) + " is no version of " + server,
            example_of("server_version"));
    } else if (*version < oldest) {
      error(member.value.span, "revisions are written for " + server + " " + least + " and later",
            "older servers get no updates from their makers, either");
    } else {
      out = *version;
    }
  }

  void read_batch_rows(const base::JsonNode& value) {
    constexpr int most = 1'000'000;
    int rows = 0;
    const char* const end = value.text.data() + value.text.size();
    const auto [stop, code] = std::from_chars(value.text.data(), end, rows);
    if (code != std::errc{} || stop != end || rows < 1 || rows > most) {
      return error(value.span, "'batch_rows' is a whole number from 1 to " + std::to_string(most),
                   example_of("batch_rows"));
    }
    project_.plan.batch_rows = rows;
  }

  void read_json_names(const base::JsonNode& value) {
    if (value.text == "camelCase") {
      project_.json_names = model::JsonNames::camel_case;
    } else if (value.text != "as_written") {
      error(value.span, "unknown style of names " + base::quote(value.text),
            "there are: as_written (user_name), camelCase (userName)");
    }
  }

  void read_json(const base::JsonNode& json) {
    for (const base::JsonMember& member : json.members) {
      if (member.key == "unknown") {
        project_.json.ignores_unknown =
            is_chosen(member, "unknown members of JSON", {"refuse", "ignore"});
      } else if (member.key == "int64") {
        project_.json.int64_as_text =
            is_chosen(member, "numbers of 64 bits in JSON", {"number", "string"});
      } else if (member.key == "decimal") {
        project_.json.decimal_as_number =
            is_chosen(member, "Decimals in JSON", {"string", "number"});
      } else {
        unknown(member, " of 'json'", {"unknown", "int64", "decimal"});
      }
    }
  }

  /// Whether the member says the other one of two words, of which the first is the default.
  bool is_chosen(const base::JsonMember& member, const std::string& what,
                 const std::pair<std::string, std::string>& words) {
    if (!expect(member, Kind::string) || member.value.text == words.first) return false;
    if (member.value.text == words.second) return true;
    error(member.value.span, what + " cannot be " + base::quote(member.value.text),
          "there are: " + words.first + " (the default), " + words.second);
    return false;
  }

  void read_extra_rules(const base::JsonMember& member) {
    std::vector<Path> headers;
    strings(member, project_.extra_rules, &headers);
    for (const Path& header : headers) {
      std::error_code ignored;
      const bool is_absolute = fs::path{header.value}.is_absolute();
      if (!is_absolute && fs::is_regular_file(project_.folder / header.value, ignored)) continue;
      const std::string name = base::quote(header.value);
      error(header.span,
            is_absolute ? name + " is an absolute path, which another machine does not have"
                        : "there is no file " + name,
            "the header that declares validate_extra, as seen from tenon.json: " +
                example_of(member.key));
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
        if (member.value.is(Kind::string)) check_standard(member.value);
      } else if (member.key == "compile_commands") {
        string(member, project_.compile_commands.value, &project_.compile_commands);
      } else {
        unknown(member, " of 'clang'", {"include", "define", "standard", "compile_commands"});
      }
    }
  }

  bool expect(const base::JsonMember& member, Kind kind) {
    if (member.value.is(kind)) return true;
    error(member.value.span,
          "'" + member.key + "' is " + describe(kind) + ", not " + describe(member.value.kind),
          example_of(member.key));
    return false;
  }

  // Control characters cannot stand in a path that is shown, and NUL would end it early.
  bool check_text(const std::string& key, const base::JsonNode& value) {
    const bool control = std::any_of(value.text.begin(), value.text.end(), [](char c) {
      return static_cast<unsigned char>(c) < 0x20 || c == 0x7F;
    });
    const bool empty = value.text.empty() && key != "output" && key != "migrations" && is_path(key);
    if (control || empty) {
      error(value.span,
            "'" + key + "' holds " + (control ? "a control character" : "an empty path"),
            example_of(key));
    }
    return !control && !empty;
  }

  void string(const base::JsonMember& member, std::string& out, Path* path = nullptr) {
    if (!expect(member, Kind::string) || !check_text(member.key, member.value)) return;
    out = member.value.text;
    if (path != nullptr) *path = {member.value.text, member.value.span};
  }

  void strings(const base::JsonMember& member, std::vector<std::string>& out,
               std::vector<Path>* paths = nullptr) {
    if (!expect(member, Kind::array)) return;
    out.clear();
    for (const base::JsonNode& item : member.value.items) {
      if (!item.is(Kind::string)) {
        error(item.span,
              "'" + member.key + "' holds strings, not " + std::string{describe(item.kind)},
              example_of(member.key));
      } else if (check_text(member.key, item)) {
        out.push_back(item.text);
        if (paths != nullptr) paths->push_back({item.text, item.span});
      }
    }
  }

  void check_dialects(const base::JsonNode& value) {
    const std::vector<std::string>& known = schema::dialect_names();
    std::vector<std::string> seen;
    for (const base::JsonNode& item : value.items) {
      if (!item.is(Kind::string)) continue;
      if (std::find(seen.begin(), seen.end(), item.text) != seen.end())
        error(item.span, "'" + item.text + "' stands twice in 'dialects'", example_of("dialects"));
      seen.push_back(item.text);
      if (std::find(known.begin(), known.end(), item.text) != known.end()) continue;
      std::string hint = base::did_you_mean(item.text, known);
      if (hint.empty()) hint = "there are: " + base::join(known, ", ");
      error(item.span, "unknown database " + base::quote(item.text), hint);
    }
    if (value.items.empty()) error(value.span, "'dialects' is empty", example_of("dialects"));
  }

  void check_standard(const base::JsonNode& value) {
    const std::vector<std::string> known = {"c++20",   "c++2a",   "c++23",   "c++2b",
                                            "gnu++20", "gnu++2a", "gnu++23", "gnu++2b"};
    if (std::find(known.begin(), known.end(), value.text) != known.end()) return;
    error(value.span, "the C++ standard " + base::quote(value.text) + " is not one of Tenon's",
          "there are: " + base::join(known, ", "));
  }

  void check_space(const base::JsonNode& value) {
    if (base::is_taken_namespace(value.text))
      error(value.span, "the namespace " + base::quote(value.text) + " has 'std' or 'tenon' in it",
            "give it a name of your own: \"namespace\": \"shop::data\"");
    if (value.text.empty() || base::is_namespace(value.text)) return;
    error(value.span, "the namespace " + base::quote(value.text) + " is no C++ namespace",
          "write identifiers with '::' between them: \"namespace\": \"shop::data\"");
  }

  Project& project_;
  base::Diagnostics& diagnostics_;
  bool is_models_misspelt_ = false;  // then it is not missing, too
  ProjectPaths paths_;
};

std::optional<fs::path> find_file(const Options& options) {
  std::error_code error;
  if (options.has("project")) return fs::absolute(options.value("project"), error);
  for (fs::path folder = fs::current_path(error);; folder = folder.parent_path()) {
    // A link that leads nowhere is a project file that cannot be read, not none.
    if (fs::symlink_status(folder / "tenon.json", error).type() != fs::file_type::not_found)
      return folder / "tenon.json";
    if (folder == folder.parent_path()) break;
  }
  return std::nullopt;
}

}  // namespace

bool has_project(const Options& options) { return find_file(options).has_value(); }

Project load_project(const Options& options, Workspace& workspace) {
  const std::optional<fs::path> found = find_file(options);
  if (!found)
    throw Failure{user_error, "there is no tenon.json in this folder or above",
                  "`tenon init` starts a project here; --project names a project file"};
  const fs::path& file = *found;
  std::error_code error;
  std::string text = base::read_file(file, error);
  if (error) {
    throw Failure{
        is_users_error(error) ? user_error : environment,
        "cannot read '" + options.value("project", "tenon.json") + "': " + error.message(),
        "--project names a project file; `tenon init` writes one"};
  }
  Project project;
  project.folder = file.parent_path();
  project.file = file.filename().string();
  project.use_cache = !options.has("no-cache");
  const int source = workspace.sources.add(project.file, std::move(text));
  const std::optional<base::JsonNode> root =
      base::parse_json(workspace.sources, source, workspace.diagnostics);
  if (root) Reader{project, workspace.diagnostics}.run(*root);
  workspace.stop_on_errors();
  if (options.has("compile-commands"))
    project.compile_commands = {fs::absolute(options.value("compile-commands"), error).string(),
                                {}};
  return project;
}

}  // namespace tenon::command
