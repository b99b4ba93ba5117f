// tenon verify: whether each revision's SQL does what its operations say, up and down.
#include <algorithm>
#include <iostream>
#include <nlohmann/json.hpp>
#include <optional>

#include <tenon/connection.hpp>
#include <tenon/engine.hpp>
#include <tenon/migration.hpp>

#include "base/text.hpp"
#include "command/database.hpp"
#include "command/replay.hpp"
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
    const std::string url = database_url(options, project);
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

class Verifier {
 public:
  Verifier(const Options& options, const Project& project, const migrate::Store& store,
           const base::Sources& sources)
      : options_(options), project_(project), store_(store), sources_(sources) {}

  /// False: it could not be tried.
  bool run(const std::string& dialect, ReplayRequest request) {
    request.database = dialect;
    if (dialect == "sqlite") {
      const ScratchDatabase scratch;
      run_in(scratch.url(), std::move(request));
      return true;
    }
    if (options_.has("scratch")) {
      const std::string url = options_.value("scratch");
      with_database(url, [&] {
        refuse_unless_empty(url);
        run_in(url, std::move(request));
        return static_cast<int>(fine);
      });
      return true;
    }
    const std::string server = server_of(options_, project_);
    if (server.empty()) return false;
    with_database(server, [&] {
      const ScratchDatabase scratch{server};
      run_in(scratch.url(), std::move(request));
      return static_cast<int>(fine);
    });
    return true;
  }

  const std::vector<Disagreement>& found() const { return found_; }

 private:
  void run_in(const std::string& url, ReplayRequest request) {
    request.url = url;
    for (Disagreement& one : replay(request, store_, sources_)) found_.push_back(std::move(one));
  }

  const Options& options_;
  const Project& project_;
  const migrate::Store& store_;
  const base::Sources& sources_;
  std::vector<Disagreement> found_;
};

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
  if (as_json) std::cout << list.dump(2) << "\n";
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
       {"json", "for scripts", Option::Kind::flag, ""}},
      {"tenon verify", "tenon verify 3f2a..head --database postgresql://tenon@localhost/postgres"}};
  const Options options = parse(usage, arguments);
  Workspace workspace;
  const Project project = load_project(options, workspace);
  const migrate::Store store = load_store(project, workspace);
  const ReplayRequest request =
      request_for(options.positional().empty() ? "heads" : options.positional().front(), store);
  migrate::fold(store, request.ids, workspace.diagnostics);
  workspace.stop_on_errors();
  Verifier verifier{options, project, store, workspace.sources};
  std::vector<std::string> tried;
  for (const std::string& dialect : project.dialects) {
    if (verifier.run(dialect, request)) {
      tried.push_back(dialect);
    } else {
      std::cerr << "note: nothing was tried on " << dialect
                << ": name its server with --database postgresql://…\n";
    }
  }
  print_found(verifier.found(), store, options.has("json"));
  if (tried.empty()) {
    throw Failure{user_error, "no database is named", "--database URL, DATABASE_URL, tenon.json"};
  }
  if (!verifier.found().empty()) {
    std::cerr << "the SQL of the revisions does not do what their operations say\n";
    return finding;
  }
  const std::size_t count = request.compared.size();
  std::cerr << count << (count == 1 ? " revision does" : " revisions do")
            << " what the operations say, up and down (" << base::join(tried, ", ") << ")\n";
  return fine;
}

}  // namespace tenon::command
