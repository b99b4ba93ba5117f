// What a Migrator would do to a database that stands where its history says, and why it refuses to.
#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include <tenon/engine.hpp>
#include <tenon/error.hpp>
#include <tenon/migration.hpp>

#include "migration/replaced.hpp"
#include "migration/revision_name.hpp"
#include "migration/script_runner.hpp"

namespace tenon {

namespace {

using detail::revision_name;

using Direction = MigrationStep::Direction;
using State = AppliedRevision::State;

[[noreturn]] void refuse_adopted(const AppliedRevision& row) {
  throw Error{
      ErrorKind::migration,
      revision_name(row.id, row.message) +
          " was adopted: what it makes was there before it, and the way down would drop that"};
}

std::string unknown(const AppliedRevision& row) {
  const bool is_whole = row.state == State::applied;
  return revision_name(row.id, row.message) + " was " + (is_whole ? "applied to" : "begun in") +
         " the database and is not among the revisions: put its folder back" +
         (is_whole ? ", or give each project a database of its own"
                   : ", and `tenon downgrade -1` takes back what it did");
}

}  // namespace

bool Migrator::is_known(const AppliedRevision& row) const {
  return std::any_of(revisions_.begin(), revisions_.end(), [&](const Revision& revision) {
    const std::vector<std::string> replaced = detail::replaced_ids(revision.replaces);
    return revision.id == row.id ||
           std::find(replaced.begin(), replaced.end(), row.id) != replaced.end();
  });
}

void Migrator::refuse_unknown(const std::vector<AppliedRevision>& history) const {
  for (const AppliedRevision& row : history)
    if (!is_known(row)) throw Error{ErrorKind::migration, unknown(row)};
}

void Migrator::refuse_gaps(const Position& position) const {
  const auto is_applied = [&](const std::string& id) {
    return std::any_of(position.history.begin(), position.history.end(), [&](const auto& row) {
      return row.id == id && row.state == State::applied;
    });
  };
  for (const AppliedRevision& row : position.history) {
    if (!position.graph.contains(row.id)) continue;
    for (const std::string& parent : position.graph.parents(row.id)) {
      if (is_applied(parent)) continue;
      throw Error{ErrorKind::migration,
                  revision_name(row.id, row.message) + " is in the database's history, and " +
                      revision_name(parent, revision(parent).message) +
                      ", on which it builds, is not applied: if the database has what that makes, "
                      "say so with `tenon stamp`, else take '" +
                      row.id + "' back with `tenon downgrade` and upgrade again"};
    }
  }
}

void Migrator::verify(const std::vector<AppliedRevision>& history) const {
  refuse_unknown(history);
  for (const AppliedRevision& row : history) {
    if (has_revision(row.id) && is_edited(row)) {
      throw Error{ErrorKind::migration,
                  revision_name(row.id, row.message) +
                      " was edited after it was applied: undo the edit, or make a new revision"};
    }
  }
}

Migrator::Position Migrator::position(std::vector<AppliedRevision> history) const {
  std::vector<RevisionGraph::Node> nodes;
  nodes.reserve(revisions_.size());
  for (const Revision& each : revisions_) nodes.push_back({each.id, each.parents, each.replaces});
  Position position;
  for (;;) {
    detail::Reached reached;
    for (const AppliedRevision& row : history) {
      (row.state == State::applied ? reached.applied : reached.begun).push_back(row.id);
    }
    const detail::Followed followed = detail::follow(nodes, reached);
    position.graph = RevisionGraph{nodes, reached.applied, reached.begun};
    if (followed.adopted.empty()) break;
    for (const std::string& id : followed.adopted) {
      const std::vector<std::string> replaced = detail::replaced_ids(revision(id).replaces);
      const auto is_replaced_one = [&](const AppliedRevision& row) {
        return std::find(replaced.begin(), replaced.end(), row.id) != replaced.end();
      };
      // Behind the last one, and beside them: a program that knows only those may still run.
      const auto last = std::find_if(history.rbegin(), history.rend(), is_replaced_one);
      AppliedRevision row = row_of(id);
      row.applied_at = last->applied_at;
      row.is_adopted = std::any_of(history.begin(), history.end(), [&](const auto& one) {
        return one.is_adopted && is_replaced_one(one);
      });
      history.insert(last.base(), std::move(row));
      position.adopted.push_back(id);
    }
  }
  position.history = std::move(history);
  return position;
}

std::vector<MigrationStep> Migrator::plan(std::string_view target, Direction direction,
                                          const std::vector<AppliedRevision>& rows) const {
  verify(rows);
  const Position now = position(rows);
  if (direction == Direction::up) refuse_gaps(now);
  const auto& [graph, history, adopted] = now;
  std::vector<std::string> applied;
  for (const AppliedRevision& row : history) {
    if (direction == Direction::down || row.state != State::upgrading) applied.push_back(row.id);
    if (direction == Direction::up && row.state == State::downgrading) {
      detail::refuse_half_way(row.id, row.message, direction);
    }
  }
  std::vector<MigrationStep> steps;
  const std::vector<std::string> path = direction == Direction::up
                                            ? graph.upgrade_path(target, applied)
                                            : graph.downgrade_path(target, applied);
  steps.reserve(path.size());
  for (const std::string& id : path) steps.push_back({id, revision(id).message, direction, 0});
  for (const AppliedRevision& row : history) {
    const bool is_on_path = std::find(path.begin(), path.end(), row.id) != path.end();
    if (direction == Direction::down && row.is_adopted && is_on_path) refuse_adopted(row);
    if (direction == Direction::up || row.state != State::upgrading) continue;
    if (!is_on_path) detail::refuse_half_way(row.id, row.message, direction);
    detail::refuse_unless_undoable(revision(row.id), engine_.dialect(), row);
  }
  if (!options_.accept_data_loss) refuse_data_loss(steps, graph);
  return steps;
}

void Migrator::refuse_data_loss(const std::vector<MigrationStep>& steps,
                                const RevisionGraph& graph) const {
  for (const MigrationStep& step : steps) {
    const bool is_up = step.direction == Direction::up;
    const Revision::Scripts* const scripts = revision(step.id).find(engine_.dialect());
    if (scripts == nullptr) continue;
    // Whoever goes through what it replaces does not run it.
    const std::vector<std::string> replaced = detail::replaced_ids(revision(step.id).replaces);
    const bool is_adopted = std::any_of(replaced.begin(), replaced.end(),
                                        [&](const auto& id) { return graph.contains(id); });
    if (is_up && is_adopted) continue;
    const MigrationScript& script = is_up ? scripts->up : scripts->down;
    if (script.unaccepted.empty()) continue;
    std::string all;
    for (const std::string& loss : script.unaccepted) all += (all.empty() ? "" : "; ") + loss;
    throw Error{ErrorKind::migration, revision_name(step.id, step.message) +
                                          " loses data on the way " + (is_up ? "up" : "down") +
                                          " and nobody has accepted that: " + all};
  }
}

void Migrator::refuse_outside_steps(const std::vector<MigrationStep>& steps) const {
  for (const MigrationStep& step : steps) {
    const Revision::Scripts* const scripts = revision(step.id).find(engine_.dialect());
    if (scripts == nullptr) continue;
    const bool is_up = step.direction == Direction::up;
    for (const MigrationStatement& statement : (is_up ? scripts->up : scripts->down).statements) {
      const bool sets = detail::sets_for_session(statement.sql);
      if (statement.is_transactional && !sets) continue;
      Error error{ErrorKind::migration,
                  revision_name(step.id, step.message) +
                      (sets ? " sets something for its session, and this connection goes through a "
                              "pooler, which gives that to others: say `set local`, or give the "
                              "URL of the server itself"
                            : " has statements that run outside transactions, and this connection "
                              "goes through a pooler, where no session holds the migrators' lock: "
                              "give the URL of the server itself")};
      error.set_statement(statement.sql);
      throw error;
    }
  }
}

void Migrator::refuse_missing_code(const std::vector<MigrationStep>& steps,
                                   const std::vector<AppliedRevision>& history) const {
  for (const MigrationStep& step : steps) {
    const Revision::Scripts* const scripts = revision(step.id).find(engine_.dialect());
    if (scripts == nullptr) continue;
    const bool is_up = step.direction == Direction::up;
    const State begun = is_up ? State::upgrading : State::downgrading;
    std::size_t done = 0;
    for (const AppliedRevision& row : history) {
      if (row.id == step.id && row.state == begun) done = static_cast<std::size_t>(row.statements);
    }
    const std::vector<MigrationStatement>& statements =
        (is_up ? scripts->up : scripts->down).statements;
    for (std::size_t i = done; i < statements.size(); ++i) {
      const std::string& name = statements[i].code;
      const bool is_known =
          name.empty() ||
          std::any_of(options_.code.begin(), options_.code.end(), [&](const MigrationCode& code) {
            return code.name == name && code.run != nullptr;
          });
      if (is_known) continue;
      throw Error{ErrorKind::migration,
                  revision_name(step.id, step.message) + " runs the C++ step '" + name +
                      "' on the way " + (is_up ? "up" : "down") +
                      ", which this program does not have: run it with the one that does, whose "
                      "tenon::MigratorOptions name it: .code = {{\"" +
                      name + "\", …}}"};
    }
  }
}

}  // namespace tenon
