// tenon verify: whether each revision's SQL does what its operations say, up and down.
#include <algorithm>
#include <functional>
#include <iostream>
#include <nlohmann/json.hpp>

#include <tenon/connection.hpp>
#include <tenon/engine.hpp>
#include <tenon/migration.hpp>

#include "base/text.hpp"
#include "command/accept.hpp"
#include "command/database.hpp"
#include "command/replay.hpp"
#include "command/report.hpp"
#include "command/scratch_database.hpp"
#include "introspect/introspect.hpp"
#include "migrate/fold.hpp"

namespace tenon::command {
namespace {

/// `A..B` is what B builds on and A does not; `B` alone begins at the base.
ReplayRequest request_for(const std::string& text, const migrate::Store& store) {
  const std::size_t dots = text.find("..");
  const auto ancestors = [&](const std::string& end, const char* otherwise) {
    return store.graph.ancestors(store.graph.resolve(end.empty() ? otherwise : end));
  };
  std::vector<std::string> before;
  ReplayRequest request;
  if (dots == std::string::npos) {
    request.ids = ancestors(text, "heads");
  } else {
    before = ancestors(text.substr(0, dots), "base");
    request.ids = before;
    for (const std::string& id : ancestors(text.substr(dots + 2), "heads")) {
      if (std::find(before.begin(), before.end(), id) == before.end()) request.ids.push_back(id);
    }
  }
  request.compared.insert(request.ids.begin() + static_cast<std::ptrdiff_t>(before.size()),
                          request.ids.end());
  return request;
}

/// Where the databases that PostgreSQL's revisions are tried in are made; "": nobody has said.
std::string server_of(const Options& options, const Project& project) {
  try {
    std::string url = database_url(options, project);
    if (!base::starts_with(url, "sqlite:")) return url;
    if (!options.has("database")) return {};
  } catch (const Failure&) {
    return {};
  }
  throw Failure{user_error, "verify needs no database for SQLite: it makes one of its own",
                "--database names the PostgreSQL server to try revisions on"};
}

void refuse_unless_empty(const std::string& url) {
  Engine engine{url};
  Connection connection = engine.connect();
  const schema::Schema live = introspect::introspect(connection);
  const bool is_empty = live.tables.empty() && live.views.empty() && live.enums.empty();
  Migrator migrator{engine, {}};
  if (is_empty && migrator.history().empty()) return;
  throw Failure{user_error, "the database that --scratch names is not empty",
                "verify runs all revisions in it, up and down"};
}

/// Does the work in an empty database of the dialect, gone afterwards. False: no server is named.
bool in_scratch(const Options& options, const Project& project, const std::string& dialect,
                const std::function<void(const std::string& url)>& work) {
  if (dialect == "sqlite") {
    const ScratchDatabase scratch;
    work(scratch.url());
    return true;
  }
  const bool has_own = options.has("scratch");
  if (has_own && base::starts_with(options.value("scratch"), "sqlite:")) {
    throw Failure{user_error, "--scratch names a PostgreSQL database",
                  "SQLite's revisions run in a file of their own, below TMPDIR"};
  }
  const std::string url = has_own ? options.value("scratch") : server_of(options, project);
  if (url.empty()) return false;
  with_database(url, [&] {
    if (has_own) {
      refuse_unless_empty(url);
      work(url);
    } else {
      const ScratchDatabase scratch{url};
      work(scratch.url());
    }
    return static_cast<int>(fine);
  });
  return true;
}

/// The edited revisions with the operations that their SQL carries out. PostgreSQL tells more of
/// types than SQLite, so it is asked where the project has it.
std::vector<std::string> accept_edits(const Options& options, const Project& project,
                                      const ReplayRequest& request, migrate::Store& store) {
  if (options.has("scratch")) {
    throw Failure{user_error,
                  "--accept runs the revisions several times, and --scratch is one "
                  "database",
                  "name a server with --database postgresql://…"};
  }
  const bool has_postgresql = std::find(project.dialects.begin(), project.dialects.end(),
                                        "postgresql") != project.dialects.end();
  const std::string dialect = has_postgresql ? "postgresql" : "sqlite";
  std::vector<std::string> edited = edited_revisions(request, store);
  for (const std::string& id : edited) {
    const bool is_done = in_scratch(options, project, dialect, [&](const std::string& url) {
      ReplayRequest one = request;
      one.url = url;
      one.database = dialect;
      accept(store, id, operations_made(one, store, id, project.enum_check));
    });
    if (is_done) continue;
    throw Failure{user_error, "--accept looks at what PostgreSQL makes of an edited revision",
                  "name its server with --database postgresql://…"};
  }
  return edited;
}

const char* to_text(Disagreement::Where where) {
  switch (where) {
    case Disagreement::Where::sql:
      return "sql";
    case Disagreement::Where::operations:
      return "operations";
    case Disagreement::Where::both:
      return "both";
    case Disagreement::Where::left_over:
      return "left_over";
    case Disagreement::Where::head:
      return "head";
    case Disagreement::Where::failed:
      break;
  }
  return "failed";
}

void print_found(const std::vector<Disagreement>& found, const migrate::Store& store,
                 bool as_json) {
  auto list = nlohmann::ordered_json::array();
  for (const Disagreement& one : found) {
    nlohmann::ordered_json json;
    json["revision"] = one.revision;
    json["database"] = one.database;
    json["direction"] = std::string{migrate::to_text(one.direction)};
    json["where"] = to_text(one.where);
    json["what"] = one.what;
    list.push_back(std::move(json));
    if (!as_json) std::cout << describe(one, store) << "\n";
  }
  if (as_json) print_json(list);
}

/// Takes from what was found the losses that only heads do not name: those are written there. Their
/// revisions count as accepted.
std::vector<Disagreement> take_losses(std::vector<Disagreement>& found,
                                      std::vector<std::string>& accepted) {
  std::vector<Disagreement> losses;
  std::vector<Disagreement> others;
  for (Disagreement& one : found)
    (one.where == Disagreement::Where::head ? losses : others).push_back(std::move(one));
  for (const Disagreement& one : losses) {
    if (std::find(accepted.begin(), accepted.end(), one.revision) == accepted.end())
      accepted.push_back(one.revision);
  }
  found = std::move(others);
  return losses;
}

std::vector<Disagreement> losses_of(const std::string& id,
                                    const std::vector<Disagreement>& losses) {
  std::vector<Disagreement> own;
  for (const Disagreement& one : losses)
    if (one.revision == id) own.push_back(one);
  return own;
}

void tell_disagreement(const std::vector<Disagreement>& found, bool has_edits) {
  std::cerr << "the SQL of the revisions does not do what their operations say"
            << (has_edits ? ", also as they were edited: nothing was accepted" : "") << "\n";
  const bool has_losses = std::any_of(found.begin(), found.end(), [](const auto& one) {
    return one.where == Disagreement::Where::head;
  });
  if (has_losses) {
    std::cerr << "hint: `tenon verify --accept` writes such losses into the heads, and upgrade "
                 "asks then whether they are accepted\n";
  }
  const bool is_missing =
      std::any_of(found.begin(), found.end(), [](const auto& one) { return one.is_missing_other; });
  if (is_missing) {
    std::cerr << "hint: what no revision makes (schemas, types and functions that models leave "
                 "alone) is in no new database: make it in one that is else empty, and name that "
                 "with --scratch\n";
  }
}

/// Writes a revision as its edits have it, which `store` knows and `stored` does not.
void write_accepted(const std::filesystem::path& folder, const std::string& id,
                    std::vector<Disagreement> losses, const migrate::Store& stored,
                    const migrate::Store& store, Workspace& workspace) {
  const migrate::StoredRevision& after = store.find(id);
  const Change change{stored.find(id), migrate::fold(stored, after.parents, workspace.diagnostics),
                      after, migrate::fold(store, after.parents, workspace.diagnostics),
                      std::move(losses)};
  rewrite(folder, change, workspace.diagnostics);
  workspace.stop_on_errors();
  std::cerr << "accepted the edits of revision '" << id << "':\n";
  for (const schema::Operation& operation : after.operations)
    std::cerr << "  " << schema::describe(operation) << "\n";
  for (const Disagreement& loss : change.losses) {
    std::cerr << "  " << loss.database << " " << migrate::to_text(loss.direction) << " "
              << loss.what << "; its head says so now\n";
  }
}

}  // namespace

int run_verify(const Arguments& arguments) {
  const Usage usage{
      "verify",
      "Runs the revisions in an empty database, up and down again, and compares what is there\n"
      "after each with what its operations say; exits 1 where they disagree. SQLite's in a\n"
      "temporary file, PostgreSQL's in a database that is made on the server and dropped, for\n"
      "which the role needs CREATEDB. A range A..B is what B builds on and A does not.",
      "[range]",
      {{"database", "PostgreSQL's server; else DATABASE_URL, .env, tenon.json", Option::Kind::value,
        "URL"},
       {"scratch", "an empty PostgreSQL database to run them in instead", Option::Kind::value,
        "URL"},
       {"accept", "edited revisions get the operations that their SQL carries out",
        Option::Kind::flag, ""},
       {"json", "for scripts", Option::Kind::flag, ""}},
      {"tenon verify", "tenon verify 3f2a..head --database postgresql://tenon@localhost/postgres"}};
  const Options options = parse(usage, arguments);
  Workspace workspace;
  const Project project = load_project(options, workspace);
  const migrate::Store stored = load_store(project, workspace);
  migrate::Store store = stored;
  ReplayRequest request =
      request_for(options.positional().empty() ? "heads" : options.positional().front(), store);
  std::vector<std::string> accepted;
  if (options.has("accept")) accepted = accept_edits(options, project, request, store);
  request.accepted = {accepted.begin(), accepted.end()};
  migrate::fold(store, request.ids, workspace.diagnostics);
  workspace.stop_on_errors();
  std::vector<Disagreement> found;
  std::vector<std::string> tried;
  for (const std::string& dialect : project.dialects) {
    const bool is_tried = in_scratch(options, project, dialect, [&](const std::string& url) {
      request.database = dialect;
      request.url = url;
      for (Disagreement& one : replay(request, store, workspace.sources))
        found.push_back(std::move(one));
    });
    if (is_tried) {
      tried.push_back(dialect);
    } else {
      std::cerr << "note: nothing was tried on " << dialect
                << ": name its server with --database postgresql://…\n";
    }
  }
  std::vector<Disagreement> losses;
  if (options.has("accept")) losses = take_losses(found, accepted);
  print_found(found, store, options.has("json"));
  if (tried.empty()) {
    throw Failure{user_error, "no database is named", "--database URL, DATABASE_URL, tenon.json"};
  }
  if (!found.empty()) {
    tell_disagreement(found, !accepted.empty());
    return finding;
  }
  const std::size_t count = request.compared.size();
  std::cerr << count << (count == 1 ? " revision does" : " revisions do")
            << " what the operations say, up and down (" << base::join(tried, ", ") << ")\n";
  const std::filesystem::path folder = project.folder / project.migrations;
  for (const std::string& id : accepted)
    write_accepted(folder, id, losses_of(id, losses), stored, store, workspace);
  return fine;
}

}  // namespace tenon::command
