// tenon lint: whether revisions and files of SQL are safe to run on a database in use.
#include <algorithm>
#include <filesystem>
#include <iostream>
#include <iterator>
#include <map>
#include <optional>

#include <nlohmann/json.hpp>

#include <tenon/error.hpp>

#include "base/files.hpp"
#include "command/database.hpp"
#include "command/report.hpp"
#include "lint/lint.hpp"
#include "migrate/fold.hpp"

namespace tenon::command {
namespace {

/// Those of the project, else of the command line. SQLite's version is 3 and something.
lint::Servers servers_of(const Options& options, lint::Servers servers) {
  for (const std::string& text : options.list("server-version")) {
    const std::optional<lint::ServerVersion> version = lint::parse_version(text);
    if (!version) {
      throw Failure{user_error, "'" + text + "' is no version of a server",
                    "write 15 for PostgreSQL, 3.40 for SQLite"};
    }
    (version->major == 3 ? servers.sqlite : servers.postgresql) = *version;
  }
  return servers;
}

struct Judged {
  std::vector<lint::Finding> findings;

  /// Of files that cannot be read.
  struct Failed {
    std::string path;
    Failure failure;
  };
  std::vector<Failed> failures;
  std::size_t units = 0;

  void add(std::vector<lint::Finding> more) {
    ++units;
    findings.insert(findings.end(), more.begin(), more.end());
  }
};

/// The revisions of `A..B`, of one, or all; those of a range are one change that is not released.
struct Targets {
  std::vector<std::string> ids;
  bool is_one_change = false;
};

Targets targets_of(const Options& options, const migrate::Store& store) {
  if (options.has("all")) return {store.graph.order(), false};
  const std::string text =
      options.positional().empty() ? std::string{"heads"} : options.positional().front();
  const std::size_t dots = text.find("..");
  if (dots == std::string::npos) return {store.graph.resolve(text), false};
  const auto ancestors = [&](const std::string& end) {
    return store.graph.ancestors(store.graph.resolve(end.empty() ? "heads" : end));
  };
  const std::vector<std::string> before = ancestors(dots == 0 ? "base" : text.substr(0, dots));
  Targets targets{{}, true};
  for (const std::string& id : ancestors(text.substr(dots + 2)))
    if (std::find(before.begin(), before.end(), id) == before.end()) targets.ids.push_back(id);
  return targets;
}

Judged judge_revisions(const Options& options, Workspace& workspace) {
  const Project project = load_project(options, workspace);
  const lint::Servers servers = servers_of(options, project.servers);
  const migrate::Store store = load_store(project, workspace);
  const Targets targets = targets_of(options, store);
  std::map<std::string, std::vector<schema::TableName>> created;
  Judged judged;
  for (const std::string& id : targets.ids) {
    const migrate::StoredRevision& revision = store.find(id);
    const schema::Schema before = migrate::fold(store, revision.parents, workspace.diagnostics);
    workspace.stop_on_errors();
    for (const auto& [dialect, scripts] : revision.dialects) {
      if (options.has("dialect") && options.value("dialect") != dialect) continue;
      std::vector<schema::TableName>& tables = created[dialect];
      const lint::Unit unit = lint::unit_of(revision, dialect, before, tables);
      judged.add(lint::judge(unit, servers, workspace.sources, workspace.diagnostics));
      if (!targets.is_one_change) continue;
      tables = lint::created_tables(unit, workspace.sources);
    }
  }
  return judged;
}

/// The schema at the revision of `--at`.
std::optional<schema::Schema> schema_at(const Options& options, Workspace& workspace) {
  if (!options.has("at")) return std::nullopt;
  const Project project = load_project(options, workspace);
  const migrate::Store store = load_store(project, workspace);
  const std::vector<std::string> ids = store.graph.resolve(options.value("at"));
  const schema::Schema schema = migrate::fold(store, ids, workspace.diagnostics);
  workspace.stop_on_errors();
  return schema;
}

/// A file that is named, or that a folder or pattern stands for; "-" is what is piped in.
struct SqlFile {
  std::string path;
  std::string text;
};

constexpr const char* piped = "-";

std::vector<std::string> paths_of(const std::string& named) {
  std::error_code error;
  const bool is_folder = named != piped && std::filesystem::is_directory(named, error);
  const bool is_pattern =
      named.find_first_of("*?") != std::string::npos && !std::filesystem::exists(named, error);
  if (!is_folder && !is_pattern) return {named};
  std::vector<std::string> paths;
  const std::filesystem::path root = is_folder ? named : ".";
  for (const std::string& path : base::glob(root, is_folder ? "**/*.sql" : named, error))
    paths.push_back(is_folder ? (root / path).lexically_normal().string() : path);
  if (paths.empty())
    throw Failure{user_error,
                  is_folder ? "there is no .sql file in " + named : "no file matches " + named, ""};
  return paths;
}

SqlFile read_sql(const std::string& path) {
  if (path == piped) {
    return {"<stdin>",
            {std::istreambuf_iterator<char>{std::cin}, std::istreambuf_iterator<char>{}}};
  }
  std::error_code error;
  std::string text = base::read_file(path, error);
  if (error)
    throw Failure{is_users_error(error) ? user_error : environment,
                  "cannot read " + path + ": " + error.message(), ""};
  return {path, std::move(text)};
}

/// One file that cannot be read does not keep the others from being judged.
Judged judge_files(const Options& options, Workspace& workspace) {
  const lint::Servers servers = servers_of(
      options, has_project(options) ? load_project(options, workspace).servers : lint::Servers{});
  const std::string dialect = options.value("dialect", "postgresql");
  const std::optional<schema::Schema> before = schema_at(options, workspace);
  Judged judged;
  const auto judge = [&](const std::string& path) {
    SqlFile file = read_sql(path);
    const int source = workspace.sources.add(file.path, std::move(file.text));
    lint::Unit unit = lint::unit_of_file(workspace.sources, source, dialect, workspace.diagnostics);
    if (before) lint::set_schema(unit, *before);
    judged.add(lint::judge(unit, servers, workspace.sources, workspace.diagnostics));
  };
  const auto attempt = [&](const std::string& path, const auto& step) {
    try {
      step();
    } catch (const Failure& failure) {
      judged.failures.push_back({path, failure});
    }
  };
  for (const std::string& named : options.list("sql-file")) {
    attempt(named, [&] {
      for (const std::string& path : paths_of(named)) attempt(path, [&] { judge(path); });
    });
  }
  return judged;
}

std::string counted(std::size_t count, const std::string& noun) {
  return std::to_string(count) + " " + noun + (count == 1 ? "" : "s");
}

/// What is wrong besides the findings, in their form: who reads JSON reads nothing else.
lint::Finding as_finding(const base::Diagnostic& error) {
  lint::Finding made;
  made.rule = error.code;
  made.severity = error.severity;
  made.message = error.message;
  made.span = error.span;
  made.note = error.hint;
  return made;
}

nlohmann::json as_json(const std::string& path, const Failure& failure) {
  lint::Finding made;
  made.rule = path.empty() ? "error" : "unreadable-file";
  made.severity = base::Severity::error;
  made.message = failure.message;
  made.note = failure.hint;
  nlohmann::json json = lint::to_json({made}, {}).front();
  json["file"] = path;
  return json;
}

void print_findings(const Judged& judged, const Workspace& workspace) {
  std::vector<lint::Finding> all = judged.findings;
  for (const base::Diagnostic& error : workspace.diagnostics.all())
    all.push_back(as_finding(error));
  nlohmann::json list = lint::to_json(all, workspace.sources);
  for (const Judged::Failed& one : judged.failures) list.push_back(as_json(one.path, one.failure));
  print_json(list);
}

int tell_findings(const Judged& judged, const Options& options, Workspace& workspace) {
  if (options.has("json")) {
    print_findings(judged, workspace);
  } else {
    base::Diagnostics diagnostics;
    for (const lint::Finding& one : judged.findings) diagnostics.add(lint::to_diagnostic(one));
    std::cerr << base::render(diagnostics, workspace.sources);
  }
  int code = judged.findings.empty() ? fine : finding;
  if (workspace.diagnostics.has_errors()) code = user_error;
  for (const Judged::Failed& one : judged.failures) {
    print(one.failure);
    code = std::max<int>(code, one.failure.code);
  }
  workspace.print();
  if (code > finding && judged.findings.empty()) return code;
  std::cerr << (judged.findings.empty() ? std::string{"nothing found"}
                                        : counted(judged.findings.size(), "finding"))
            << " in " << counted(judged.units, options.has("sql-file") ? "file" : "script") << "\n";
  return code;
}

int judge(const Options& options) {
  Workspace workspace;
  try {
    return tell_findings(options.has("sql-file") ? judge_files(options, workspace)
                                                 : judge_revisions(options, workspace),
                         options, workspace);
  } catch (const Failure& failure) {
    if (options.has("json") && failure.code != fine) {
      Judged nothing;
      if (!workspace.diagnostics.has_errors()) nothing.failures.push_back({"", failure});
      print_findings(nothing, workspace);
    }
    throw;
  } catch (const Error& error) {
    if (options.has("json"))
      print_findings({{}, {{"", {user_error, error.what(), ""}}}}, workspace);
    throw;
  }
}

}  // namespace

int run_lint(const Arguments& arguments) {
  const Usage usage{
      "lint",
      "Judges SQL before it meets a database in use: which statement locks what, writes or\n"
      "reads a whole table, may fail on the rows that are there, loses data or breaks programs\n"
      "that run; and the safe form. Without arguments: the last revision. Tables that the same\n"
      "revision or range creates are no danger. What is right as it is says so in a comment:\n"
      "`-- tenon:allow rule: reason`. Exits 1 when there is a finding.",
      "[revision | A..B]",
      {{"all", "each revision", Option::Kind::flag, ""},
       {"sql-file", "a file of SQL instead of revisions, a folder or pattern of them, or -",
        Option::Kind::list, "FILE"},
       {"at", "the file runs on a database at this revision", Option::Kind::value, "REVISION"},
       {"dialect", "postgresql or sqlite alone; of a file, postgresql if not said",
        Option::Kind::value, "NAME"},
       {"server-version", "the oldest there is; that of tenon.json, 15 or 3.40, if not said",
        Option::Kind::list, "N"},
       {"json", "the findings, for scripts", Option::Kind::flag, ""},
       {"rules", "print all rules", Option::Kind::flag, ""}},
      {"tenon lint", "tenon lint 3f2a..head",
       "tenon lint --sql-file deploy.sql --server-version 13", "tenon lint --all --json"}};
  const Options options = parse(usage, arguments);
  if (options.has("rules")) {
    std::cout << lint::describe_rules();
    return fine;
  }
  const std::string dialect = options.value("dialect", "postgresql");
  if (dialect != "postgresql" && dialect != "sqlite")
    throw Failure{user_error, "there is no dialect '" + dialect + "'", "postgresql or sqlite"};
  const bool has_files = options.has("sql-file");
  if (has_files && (options.has("all") || !options.positional().empty()))
    throw Failure{user_error, "revisions and files of SQL are judged apart", ""};
  if (!has_files && options.has("at"))
    throw Failure{user_error, "--at says on what a file runs, and there is no --sql-file", ""};
  servers_of(options, {});
  return judge(options);
}

}  // namespace tenon::command
