// tenon upgrade and tenon downgrade: run the revisions' SQL.
#include <algorithm>
#include <atomic>
#include <iostream>
#include <nlohmann/json.hpp>

#include <tenon/engine.hpp>
#include <tenon/error.hpp>
#include <tenon/migration.hpp>
#include <tenon/url.hpp>

#include "base/text.hpp"
#include "command/database.hpp"
#include "command/interrupt.hpp"
#include "command/offline.hpp"
#include "command/progress.hpp"
#include "command/report.hpp"

namespace tenon::command {
namespace {

std::string dialect_of(const std::string& url) {
  return base::starts_with(url, "sqlite:") ? "sqlite" : "postgresql";
}

/// `from:to` names both; `base` is one, too.
void refuse_half_range(const std::string& range, migrate::Direction direction) {
  const std::size_t colon = range.find(':');
  if (colon == std::string::npos) return;
  const bool is_up = direction == migrate::Direction::up;
  const std::string from = colon == 0 ? (is_up ? "base" : "head") : range.substr(0, colon);
  const bool is_open = colon + 1 == range.size();
  const std::string to = is_open ? (is_up ? "head" : "base") : range.substr(colon + 1);
  if (from + ":" + to == range) return;
  throw Failure{user_error, "'" + range + "' names one end of a range",
                "say both: " + from + ":" + to};
}

/// The way that leads from the one to the other is the other one, or there is none.
[[noreturn]] void refuse_range(const std::string& range, migrate::Direction direction) {
  const bool is_up = direction == migrate::Direction::up;
  throw Failure{user_error,
                "nothing leads " + std::string{is_up ? "up" : "down"} + " in '" + range + "'",
                std::string{"the way "} + (is_up ? "down" : "up") + " is `tenon " +
                    (is_up ? "downgrade " : "upgrade ") + range + " --sql`"};
}

/// How the user says that the data may go.
std::string acceptance(const Options& options, const std::string& target,
                       migrate::Direction direction) {
  if (direction == migrate::Direction::down) {
    return "if the data may go: tenon downgrade " + target + " --accept-data-loss" +
           (options.has("sql") ? " --sql" : "") + same_database(options);
  }
  return "if the data may go, say why in the revision's .up.sql: `-- tenon: accept loses_data: "
         "your reason` instead of `-- tenon: accept? loses_data: …`, then `tenon generate`";
}

/// A script is run where nobody asks any more: its questions are to be answered before.
void refuse_open_questions(const migrate::Store& store, const std::vector<std::string>& path,
                           const std::string& dialect, migrate::Direction direction,
                           const std::string& hint) {
  const bool is_up = direction == migrate::Direction::up;
  for (const std::string& id : path) {
    const migrate::StoredRevision& revision = store.find(id);
    const auto scripts = revision.dialects.find(dialect);
    if (scripts == revision.dialects.end()) continue;
    const migrate::Script& script = is_up ? scripts->second.up : scripts->second.down;
    const std::vector<std::string> losses = script.unaccepted();
    if (losses.empty()) continue;
    throw Failure{user_error,
                  "revision '" + id + "' (" + revision.message + ") loses data on the way " +
                      (is_up ? "up" : "down") +
                      " and nobody has accepted that: " + base::join(losses, "; "),
                  hint};
  }
}

/// For `--sql`: without a database the way begins at the base, or at `from:`.
int print_offline(const migrate::Store& store, const std::string& url, const Options& options,
                  std::string target, migrate::Direction direction) {
  refuse_half_range(target, direction);
  const std::string range = target;
  std::vector<std::string> applied;
  std::vector<std::string> wanted;
  const bool is_up = direction == migrate::Direction::up;
  const std::size_t colon = target.find(':');
  if (colon != std::string::npos) {
    applied = store.graph.ancestors(store.graph.resolve(target.substr(0, colon)));
    target.erase(0, colon + 1);
  } else if (!is_up) {
    applied = store.graph.order();
  }
  const auto is_applied = [&](const std::string& id) {
    return std::find(applied.begin(), applied.end(), id) != applied.end();
  };
  // A relative target is found by the graph.
  if (colon != std::string::npos && target.find_first_of("+-") != 0)
    wanted = store.graph.resolve(target);
  const bool is_there = std::all_of(wanted.begin(), wanted.end(), is_applied);
  if (colon != std::string::npos && !is_up && !is_there) refuse_range(range, direction);
  const std::vector<std::string> path = is_up ? store.graph.upgrade_path(target, applied)
                                              : store.graph.downgrade_path(target, applied);
  const bool is_back = is_up && colon != std::string::npos && path.empty() &&
                       store.graph.ancestors(wanted).size() < applied.size();
  if (is_back) refuse_range(range, direction);
  if (is_up || !options.has("accept-data-loss"))
    refuse_open_questions(store, path, dialect_of(url), direction,
                          acceptance(options, range, direction));
  if (path.empty()) std::cerr << "nothing to do: the script is empty\n";
  std::cout << offline_script(store, path, dialect_of(url), direction);
  return fine;
}

/// Runs what is to be run, and makes a database only when there is something. `readable` is `url`,
/// or an empty database where that does not exist yet. False: nothing was to be done.
bool run_steps(const std::string& readable, const std::string& url,
               const std::vector<Revision>& revisions, const MigratorOptions& options,
               const std::string& target, migrate::Direction direction,
               const std::atomic<bool>& is_at_work) {
  const bool is_up = direction == migrate::Direction::up;
  if (readable != url) {
    Engine empty{readable};
    Migrator look{empty, revisions, options};
    if ((is_up ? look.plan_upgrade(target) : look.plan_downgrade(target)).empty()) return false;
  }
  const Interrupt interrupt{url, is_at_work};
  Engine engine{url};
  Migrator migrator{engine, revisions, options};
  return !(is_up ? migrator.upgrade(target) : migrator.downgrade(target)).empty();
}

/// What would run now, one line each, or as JSON.
int print_steps(const std::string& url, const std::vector<Revision>& revisions,
                const MigratorOptions& options, const std::string& target,
                migrate::Direction direction, bool as_json) {
  const bool is_up = direction == migrate::Direction::up;
  Engine engine{reading_url(url)};
  Migrator migrator{engine, revisions, options};
  const std::vector<MigrationStep> steps =
      is_up ? migrator.plan_upgrade(target) : migrator.plan_downgrade(target);
  auto list = nlohmann::ordered_json::array();
  for (const MigrationStep& step : steps) {
    list.push_back({{"id", step.id}, {"message", step.message}});
    if (!as_json) std::cout << step.id << "  " << step.message << "\n";
  }
  if (as_json) print_json(list);
  std::cerr << steps.size() << (steps.size() == 1 ? " revision to " : " revisions to ")
            << (is_up ? "apply" : "take back") << "; nothing was run\n";
  return fine;
}

bool is_refused_loss(const Error& error) {
  return error.kind() == ErrorKind::migration && error.statement().empty() &&
         std::string_view{error.what()}.find("loses data") != std::string_view::npos;
}

std::string nothing_to_do(const migrate::Store& store, const std::string& target,
                          migrate::Direction direction) {
  if (store.revisions.empty())
    return "nothing to do: there are no revisions: `tenon revision -m \"…\"` writes the first\n";
  // A branch beside the target stays, and is not "there".
  if (direction == migrate::Direction::down && target != "base")
    return "nothing to do: nothing that is applied builds on " + target + "\n";
  return "nothing to do: the database is there already\n";
}

int move(const Options& options, const std::string& target, migrate::Direction direction) {
  if (options.has("json") && (options.has("sql") || !options.has("dry-run")))
    throw Failure{user_error, "'--json' is for what '--dry-run' prints", "say both, or neither"};
  Workspace workspace;
  const Project project = load_project(options, workspace);
  const migrate::Store store = load_store(project, workspace, migrate::Reading::without_operations);
  const std::string url = database_url(options, project);
  if (options.has("sql")) return print_offline(store, url, options, target, direction);
  return with_database(url, [&] {
    Progress progress{url};
    MigratorOptions migration;
    migration.observer = &progress;
    migration.accept_data_loss = options.has("accept-data-loss");
    const std::vector<Revision> revisions = migrate::to_runtime(store);
    try {
      if (options.has("dry-run"))
        return print_steps(url, revisions, migration, target, direction, options.has("json"));
      const bool has_steps = run_steps(reading_url(url), url, revisions, migration, target,
                                       direction, progress.is_at_work());
      if (!has_steps) std::cerr << nothing_to_do(store, target, direction);
    } catch (const Error& error) {
      progress.end_line();
      if (is_refused_loss(error)) {
        throw Failure{user_error, error.what(), acceptance(options, target, direction)};
      }
      const std::string place = place_of(error, store, direction, workspace.sources);
      if (place.empty()) throw;
      return static_cast<int>(report(error, place));
    }
    return static_cast<int>(fine);
  });
}

}  // namespace

int run_upgrade(const Arguments& arguments) {
  const Usage usage{
      "upgrade",
      "Runs the revisions that the database does not have yet, up to the target: head (default),\n"
      "heads, +N, an id or its beginning, that with +N or -N behind it.",
      "[target]",
      {database_option(),
       {"dry-run", "print what would run, and run nothing", Option::Kind::flag, ""},
       {"json", "with --dry-run: for scripts", Option::Kind::flag, ""},
       {"sql", "print the script and run nothing; the target may be from:to", Option::Kind::flag,
        ""}},
      {"tenon upgrade", "tenon upgrade +1 --database postgresql://tenon@localhost/blog"}};
  const Options options = parse(usage, arguments);
  const std::string target = options.positional().empty() ? "head" : options.positional().front();
  return move(options, target, migrate::Direction::up);
}

int run_downgrade(const Arguments& arguments) {
  const Usage usage{
      "downgrade",
      "Takes revisions back, down to the target, which stays: base, -N, an id or its beginning,\n"
      "that with -N behind it.",
      "<target>",
      {database_option(),
       {"accept-data-loss", "run scripts that drop tables or columns with their rows",
        Option::Kind::flag, ""},
       {"dry-run", "print what would run, and run nothing", Option::Kind::flag, ""},
       {"json", "with --dry-run: for scripts", Option::Kind::flag, ""},
       {"sql", "print the script and run nothing; the target may be from:to", Option::Kind::flag,
        ""}},
      {"tenon downgrade -1", "tenon downgrade base --accept-data-loss"}};
  const Options options = parse(usage, arguments);
  return move(options, options.positional().front(), migrate::Direction::down);
}

}  // namespace tenon::command
