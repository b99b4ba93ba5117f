#include <tenon/migration.hpp>

#include <algorithm>
#include <chrono>
#include <utility>

#include <tenon/connection.hpp>
#include <tenon/engine.hpp>
#include <tenon/error.hpp>

#include "migration/environment.hpp"
#include "migration/history.hpp"
#include "migration/script_runner.hpp"

namespace tenon {
namespace {

using Direction = MigrationStep::Direction;
using State = AppliedRevision::State;

std::string named(const std::string& id, const std::string& message) {
  return "revision '" + id + "' (" + message + ")";
}

std::string unknown(const AppliedRevision& row) {
  const bool is_whole = row.state == State::applied;
  return named(row.id, row.message) + " was " + (is_whole ? "applied to" : "begun in") +
         " the database and is not among the revisions: put its folder back" +
         (is_whole ? ", or give each project a database of its own"
                   : ", and `tenon downgrade -1` takes back what it did");
}

std::int64_t steady_ms() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(
             std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

void create_history(Connection& connection, detail::History& history,
                    const MigratorOptions& options) {
  detail::begin_migration(connection, options);
  history.create();
  connection.commit();
}

}  // namespace

Migrator::Migrator(Engine& engine, std::vector<Revision> revisions, MigratorOptions options)
    : engine_(engine),
      revisions_(std::move(revisions)),
      graph_(revisions_),
      options_(std::move(options)) {}

const Revision& Migrator::revision(std::string_view id) const {
  const auto has_id = [id](const Revision& revision) { return revision.id == id; };
  return *std::find_if(revisions_.begin(), revisions_.end(), has_id);
}

void Migrator::verify(const std::vector<AppliedRevision>& history) const {
  for (const AppliedRevision& row : history) {
    if (!graph_.contains(row.id)) {
      throw Error{ErrorKind::migration, unknown(row)};
    }
    const Revision::Scripts* const scripts = revision(row.id).find(engine_.dialect());
    const bool is_edited =
        row.state == State::applied && scripts != nullptr && scripts->up.checksum() != row.checksum;
    if (is_edited) {
      throw Error{ErrorKind::migration,
                  named(row.id, row.message) +
                      " was edited after it was applied: undo the edit, or make a new revision"};
    }
  }
}

std::vector<MigrationStep> Migrator::plan(std::string_view target, Direction direction,
                                          const std::vector<AppliedRevision>& history) const {
  verify(history);
  std::vector<std::string> applied;
  for (const AppliedRevision& row : history) {
    if (direction == Direction::down || row.state != State::upgrading) applied.push_back(row.id);
    if (direction == Direction::up && row.state == State::downgrading) {
      detail::refuse_half_way(row.id, row.message, direction);
    }
  }
  std::vector<MigrationStep> steps;
  const std::vector<std::string> path = direction == Direction::up
                                            ? graph_.upgrade_path(target, applied)
                                            : graph_.downgrade_path(target, applied);
  steps.reserve(path.size());
  for (const std::string& id : path) steps.push_back({id, revision(id).message, direction, 0});
  for (const AppliedRevision& row : history) {
    if (direction == Direction::up || row.state != State::upgrading) continue;
    const bool is_on_path = std::find(path.begin(), path.end(), row.id) != path.end();
    if (!is_on_path) detail::refuse_half_way(row.id, row.message, direction);
    detail::refuse_unless_undoable(revision(row.id), engine_.dialect(), row);
  }
  if (!options_.accept_data_loss) refuse_data_loss(steps);
  return steps;
}

void Migrator::refuse_data_loss(const std::vector<MigrationStep>& steps) const {
  for (const MigrationStep& step : steps) {
    const bool is_up = step.direction == Direction::up;
    const Revision::Scripts* const scripts = revision(step.id).find(engine_.dialect());
    if (scripts == nullptr) continue;
    const MigrationScript& script = is_up ? scripts->up : scripts->down;
    if (script.unaccepted.empty()) continue;
    std::string all;
    for (const std::string& loss : script.unaccepted) all += (all.empty() ? "" : "; ") + loss;
    throw Error{ErrorKind::migration, named(step.id, step.message) + " loses data on the way " +
                                          (is_up ? "up" : "down") +
                                          " and nobody has accepted that: " + all};
  }
}

std::vector<MigrationStep> Migrator::run(std::string_view target, Direction direction) {
  // A target that nobody knows does not even connect: SQLite would make the file.
  if (direction == Direction::up) graph_.upgrade_path(target, {});
  Connection connection = engine_.connect();
  const detail::MigrationEnvironment environment{connection, options_};
  detail::History history{connection, options_.history_schema};
  if (!history.exists()) {
    // A target that makes no sense leaves no table behind.
    if (plan(target, direction, {}).empty()) return {};
    create_history(connection, history, options_);
  }
  std::vector<MigrationStep> done;
  for (MigrationStep& step : plan(target, direction, history.read())) {
    if (options_.observer != nullptr) options_.observer->began(step);
    const std::int64_t began = steady_ms();
    detail::ScriptRunner runner{connection, history, options_, revision(step.id), direction};
    if (!runner.run()) continue;
    step.duration_ms = steady_ms() - began;
    if (options_.observer != nullptr) options_.observer->ended(step);
    done.push_back(std::move(step));
  }
  return done;
}

std::vector<MigrationStep> Migrator::upgrade(std::string_view target) {
  return run(target, Direction::up);
}

std::vector<MigrationStep> Migrator::downgrade(std::string_view target) {
  return run(target, Direction::down);
}

std::vector<MigrationStep> Migrator::plan_upgrade(std::string_view target) {
  return plan(target, Direction::up, history());
}

std::vector<MigrationStep> Migrator::plan_downgrade(std::string_view target) {
  return plan(target, Direction::down, history());
}

std::vector<AppliedRevision> Migrator::history() {
  Connection connection = engine_.connect();
  detail::History history{connection, options_.history_schema};
  return history.exists() ? history.read() : std::vector<AppliedRevision>{};
}

std::vector<std::string> Migrator::current() {
  std::vector<std::string> applied;
  for (const AppliedRevision& row : history()) {
    if (row.state == State::upgrading) continue;
    if (!graph_.contains(row.id)) {
      throw Error{ErrorKind::migration, unknown(row)};
    }
    applied.push_back(row.id);
  }
  return graph_.heads_of(applied);
}

void Migrator::stamp(std::string_view target) {
  const std::vector<std::string> wanted = graph_.ancestors(graph_.resolve(target));
  Connection connection = engine_.connect();
  const detail::MigrationEnvironment environment{connection, options_};
  detail::History history{connection, options_.history_schema};
  detail::begin_migration(connection, options_);
  history.create();
  for (const AppliedRevision& row : history.read()) {
    const bool is_wanted = std::find(wanted.begin(), wanted.end(), row.id) != wanted.end();
    if (!is_wanted) history.remove(row.id);
  }
  for (const std::string& id : wanted) {
    const Revision& stamped = revision(id);
    const Revision::Scripts* const scripts = stamped.find(connection.dialect());
    AppliedRevision row;
    row.id = id;
    row.message = stamped.message;
    row.applied_at = Timestamp::now();
    if (scripts != nullptr) row.checksum = scripts->up.checksum();
    if (scripts != nullptr) row.statements = static_cast<int>(scripts->up.statements.size());
    history.put(row);
  }
  connection.commit();
}

}  // namespace tenon
