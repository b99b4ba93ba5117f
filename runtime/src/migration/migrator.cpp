#include <tenon/migration.hpp>

#include <algorithm>
#include <chrono>
#include <optional>
#include <utility>

#include <tenon/connection.hpp>
#include <tenon/engine.hpp>
#include <tenon/error.hpp>

#include "migration/environment.hpp"
#include "migration/history.hpp"
#include "migration/revision_name.hpp"
#include "migration/script_runner.hpp"

namespace tenon {

/// A connection that migrates, and what belongs to it.
struct detail::MigrationWork {
  MigrationWork(Engine& engine, const MigratorOptions& options)
      : connection(engine.connect()),
        environment(connection, options),
        history(connection, options.history_schema) {}

  Connection connection;
  MigrationEnvironment environment;
  History history;
};

namespace {

using detail::MigrationWork;
using detail::revision_name;

using Direction = MigrationStep::Direction;
using State = AppliedRevision::State;

Error in_doubt(const MigrationStep& step, const Error& cause) {
  Error error{ErrorKind::in_doubt,
              revision_name(step.id, step.message) +
                  ": the connection was lost while a transaction was being committed, and no other "
                  "was to be had to see whether it was: the same command looks, and goes on from "
                  "there"};
  error.set_sqlstate(cause.sqlstate()).set_connection_usable(false);
  return error;
}

std::int64_t steady_ms() {
  return std::chrono::duration_cast<std::chrono::milliseconds>(
             std::chrono::steady_clock::now().time_since_epoch())
      .count();
}

void create_history(MigrationWork& work) {
  work.environment.begin();
  work.history.create();
  work.connection.commit();
}

/// What has to be as it was planned while the step runs: the revisions below it on the way up,
/// those above it on the way down.
std::vector<std::string> neighbours(const RevisionGraph& graph, const MigrationStep& step) {
  if (step.direction == MigrationStep::Direction::down) return graph.children(step.id);
  return graph.contains(step.id) ? graph.parents(step.id) : std::vector<std::string>{};
}

/// False when another process has done it meanwhile. A connection that is lost over a commit is
/// replaced in `work`.
bool run_script(std::optional<MigrationWork>& work, Engine& engine, const MigratorOptions& options,
                const Revision& revision, const MigrationStep& step,
                const std::vector<std::string>& neighbours) {
  bool has_run = false;
  for (;;) {
    try {
      has_run |= detail::ScriptRunner{work->connection, work->environment, work->history, options,
                                      revision,         step.direction,    neighbours}
                     .run();
      return has_run;
    } catch (const detail::LostCommit& lost) {
      has_run = true;
      work.reset();
      try {
        work.emplace(engine, options);
      } catch (const Error&) {
        throw in_doubt(step, lost.cause);
      }
    }
  }
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

bool Migrator::has_revision(std::string_view id) const {
  return std::any_of(revisions_.begin(), revisions_.end(),
                     [id](const Revision& revision) { return revision.id == id; });
}

bool Migrator::is_edited(const AppliedRevision& row) const {
  const Revision::Scripts* const scripts = revision(row.id).find(engine_.dialect());
  return row.state == State::applied && scripts != nullptr &&
         scripts->up.checksum() != row.checksum;
}

void Migrator::refuse_to_forget(const std::vector<AppliedRevision>& history) const {
  std::string rows;
  for (const AppliedRevision& row : history)
    if (!is_known(row)) rows += (rows.empty() ? "" : ", ") + revision_name(row.id, row.message);
  if (rows.empty()) return;
  throw Error{ErrorKind::migration,
              "the history would forget what is not among the revisions: " + rows +
                  ": put the folders back, or give each project a database of its own"};
}

AppliedRevision Migrator::row_of(const std::string& id) const {
  const Revision& applied = revision(id);
  const Revision::Scripts* const scripts = applied.find(engine_.dialect());
  AppliedRevision row;
  row.id = id;
  row.message = applied.message;
  row.applied_at = Timestamp::now();
  if (scripts != nullptr) row.checksum = scripts->up.checksum();
  if (scripts != nullptr) row.statements = static_cast<int>(scripts->up.statements.size());
  return row;
}

bool Migrator::adopt_squashed(MigrationWork& work) const {
  if (position(work.history.read()).adopted.empty()) return false;
  work.environment.begin();
  const Position now = position(work.history.read());
  for (const AppliedRevision& row : now.history) {
    const bool is_new =
        std::find(now.adopted.begin(), now.adopted.end(), row.id) != now.adopted.end();
    if (is_new) work.history.put(row);
  }
  work.connection.commit();
  return true;
}

std::vector<MigrationStep> Migrator::run(std::string_view target, Direction direction) {
  // A target that nobody knows does not even connect: SQLite would make the file.
  const bool is_replaced = !graph_.replacement(target).empty();
  if (direction == Direction::up && !is_replaced) graph_.upgrade_path(target, {});
  std::optional<MigrationWork> work;
  work.emplace(engine_, options_);
  const bool has_history = work->history.exists();
  const std::vector<AppliedRevision> history =
      has_history ? work->history.read() : std::vector<AppliedRevision>{};
  std::vector<MigrationStep> steps = plan(target, direction, history);
  refuse_missing_code(steps, history);
  if (!work->environment.has_session()) refuse_outside_steps(steps);
  // What makes no sense leaves no table behind.
  if (steps.empty()) return {};
  if (!has_history) {
    create_history(*work);
    steps = plan(target, direction, work->history.read());
  }
  const bool has_squashed = std::any_of(revisions_.begin(), revisions_.end(),
                                        [](const auto& each) { return !each.replaces.empty(); });
  if (has_squashed) adopt_squashed(*work);
  const RevisionGraph graph = position(work->history.read()).graph;
  std::vector<MigrationStep> done;
  for (MigrationStep& step : steps) {
    if (options_.observer != nullptr) options_.observer->began(step);
    const std::int64_t began = steady_ms();
    const bool is_adopted =
        direction == Direction::up && !revision(step.id).replaces.empty() && adopt_squashed(*work);
    if (!is_adopted &&
        !run_script(work, engine_, options_, revision(step.id), step, neighbours(graph, step)))
      continue;
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
  return plan_upgrade(target, history());
}

std::vector<MigrationStep> Migrator::plan_upgrade(
    std::string_view target, const std::vector<AppliedRevision>& history) const {
  return plan(target, Direction::up, history);
}

std::vector<MigrationStep> Migrator::plan_downgrade(std::string_view target) {
  return plan(target, Direction::down, history());
}

std::vector<AppliedRevision> Migrator::history() {
  Connection connection = engine_.connect();
  detail::History history{connection, options_.history_schema};
  return history.exists() ? history.read() : std::vector<AppliedRevision>{};
}

std::vector<std::string> Migrator::current() { return current(history()); }

std::vector<std::string> Migrator::current(const std::vector<AppliedRevision>& history) const {
  refuse_unknown(history);
  const Position now = position(history);
  std::vector<std::string> applied;
  for (const AppliedRevision& row : now.history) {
    if (row.state != State::upgrading) applied.push_back(row.id);
  }
  return now.graph.heads_of(applied);
}

void Migrator::check() {
  const Position now = position(history());
  std::vector<std::string> missing = now.graph.order();
  std::string edited;
  for (const AppliedRevision& row : now.history) {
    if (!now.graph.contains(row.id) || row.state != State::applied) continue;
    missing.erase(std::find(missing.begin(), missing.end(), row.id));
    if (is_edited(row)) edited += (edited.empty() ? "" : ", ") + revision_name(row.id, row.message);
  }
  std::string lacking;
  for (const std::string& id : missing) {
    lacking += (lacking.empty() ? "" : ", ") + revision_name(id, revision(id).message);
  }
  if (lacking.empty() && edited.empty()) return;
  std::string message = "the database is not what this program was made for";
  if (!lacking.empty()) message += ": it lacks " + lacking + "; `tenon upgrade` brings it there";
  if (!edited.empty()) message += ": it has other texts of " + edited;
  throw Error{ErrorKind::migration, message};
}

void Migrator::stamp(std::string_view target) { stamp(std::vector{std::string{target}}); }

void Migrator::stamp(const std::vector<std::string>& targets) { write_history(targets, false); }

void Migrator::adopt(std::string_view target) { write_history({std::string{target}}, true); }

void Migrator::write_history(const std::vector<std::string>& targets, bool is_adopted) {
  std::vector<std::string> named;
  for (const std::string& target : targets) {
    const std::vector<std::string> ids = graph_.resolve(target);
    named.insert(named.end(), ids.begin(), ids.end());
  }
  const std::vector<std::string> wanted = graph_.ancestors(named);
  MigrationWork work{engine_, options_};
  work.environment.begin();
  work.history.create();
  const std::vector<AppliedRevision> known = work.history.read();
  if (!options_.forget_unknown) refuse_to_forget(known);
  for (const AppliedRevision& row : known) {
    const bool is_wanted = std::find(wanted.begin(), wanted.end(), row.id) != wanted.end();
    if (!is_wanted) work.history.remove(row.id);
  }
  for (const std::string& id : wanted) {
    AppliedRevision row = row_of(id);
    row.is_adopted = is_adopted || std::any_of(known.begin(), known.end(), [&](const auto& one) {
                       return one.id == id && one.is_adopted;
                     });
    work.history.put(row);
  }
  work.connection.commit();
}

}  // namespace tenon
