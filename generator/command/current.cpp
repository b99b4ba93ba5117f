// tenon current: at which revision the database stands.
#include <algorithm>
#include <iostream>
#include <nlohmann/json.hpp>

#include <tenon/engine.hpp>
#include <tenon/error.hpp>
#include <tenon/migration.hpp>

#include "command/database.hpp"
#include "command/report.hpp"

namespace tenon::command {
namespace {

std::size_t count_behind(const Migrator& migrator, const migrate::Store& store,
                         const std::vector<AppliedRevision>& history,
                         const std::vector<std::string>& current) {
  try {
    return migrator.plan_upgrade("heads", history).size();
  } catch (const Error&) {
    // What upgrade would refuse is not for this command to tell.
    return store.graph.order().size() - store.graph.ancestors(current).size();
  }
}

int print_current(Migrator& migrator, const migrate::Store& store, const Options& options) {
  const std::vector<AppliedRevision> history = migrator.history();
  const std::vector<std::string> current = migrator.current(history);
  const std::vector<std::string> heads = store.graph.heads();
  const std::size_t behind = count_behind(migrator, store, history, current);
  if (options.has("json")) {
    nlohmann::ordered_json json;
    json["current"] = current;
    json["heads"] = heads;
    json["behind"] = behind;
    print_json(json);
    return fine;
  }
  for (const std::string& id : current) {
    const bool is_head = std::find(heads.begin(), heads.end(), id) != heads.end();
    std::cout << id << "  " << store.find(id).message << (is_head ? "  (head)" : "") << "\n";
  }
  if (current.empty()) std::cerr << "no revision is applied\n";
  for (const AppliedRevision& row : history) {
    if (row.state == AppliedRevision::State::applied) continue;
    const bool is_up = row.state == AppliedRevision::State::upgrading;
    std::cerr << "revision '" << row.id << "' (" << row.message << ") stopped on the way "
              << (is_up ? "up" : "down") << " after statement " << row.statements
              << (row.batch ? " and " + std::to_string(row.batch->rows) + " rows of the next" : "")
              << ": `tenon " << (is_up ? "upgrade" : "downgrade -1") << same_database(options)
              << "` goes on\n";
  }
  if (behind > 0)
    std::cerr << behind << " to apply: `tenon upgrade" << same_database(options) << "`\n";
  return fine;
}

}  // namespace

int run_current(const Arguments& arguments) {
  const Usage usage{"current",
                    "Prints the revision at which the database stands (one for each branch).",
                    "",
                    {database_option(), {"json", "for scripts", Option::Kind::flag, ""}},
                    {"tenon current"}};
  const Options options = parse(usage, arguments);
  Workspace workspace;
  const Project project = load_project(options, workspace);
  const migrate::Store store = load_store(project, workspace, migrate::Reading::without_operations);
  const std::string url = database_url(options, project);
  return with_database(url, [&] {
    Engine engine{reading_url(url), reading()};
    MigratorOptions looking;
    looking.accept_data_loss = true;  // it is only counted
    Migrator migrator{engine, migrate::to_runtime(store), looking};
    return print_current(migrator, store, options);
  });
}

}  // namespace tenon::command
