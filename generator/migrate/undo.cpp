#include "migrate/undo.hpp"

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace tenon::migrate {
namespace {

/// Where in the way up an operation's statements stand.
struct Extent {
  std::size_t first = 0;
  std::size_t last = 0;
};

class Marker {
 public:
  Marker(const schema::Operations& operations, const schema::Plan& up)
      : operations_(operations), up_(up), extents_(operations.size()) {
    for (std::size_t i = 0; i < up.steps.size(); ++i) {
      const schema::Step& step = up.steps[i];
      for (std::size_t o = step.operation; o <= std::max(step.operation, step.last_operation);
           ++o) {
        if (!extents_[o]) extents_[o] = Extent{i, i};
        extents_[o]->last = i;
      }
    }
  }

  /// How many statements of the way up have run, at least, when what the way down does for its
  /// `operation` is needed; -1 when nothing tells.
  int undoes(std::size_t operation) const {
    const std::optional<Extent> extent = extent_of(operations_.size() - 1 - operation);
    if (!extent) return -1;
    const bool is_outside = !up_.steps[extent->first].transactional;
    const bool is_batch = up_.steps[extent->first].batches.rows > 0;
    const bool ends_inside = up_.steps[extent->last].transactional;
    // A key is there with its last statement; what comes before is cleared apart.
    if (is_outside && ends_inside && is_key(operations_[operations_.size() - 1 - operation]))
      return static_cast<int>(extent->last) + 1;
    // Outside a transaction, an attempt that failed may have left something too; as do batches.
    return static_cast<int>(extent->first) + (is_outside || is_batch ? 0 : 1);
  }

  /// What clears the steps of an operation that has not ended, last step first.
  std::vector<ScriptStatement> clearing() const {
    std::vector<ScriptStatement> statements;
    for (std::size_t i = up_.steps.size(); i-- > 0;) {
      const schema::Step& step = up_.steps[i];
      if (step.clears.empty()) continue;
      ScriptStatement statement;
      statement.sql = step.clears;
      statement.is_transactional = step.transactional;
      statement.stopped_from = static_cast<int>(step.transactional ? i + 1 : group_begin(i));
      statement.stopped_to = static_cast<int>(last_of_part(i));
      statement.comment = "only when the way up stopped there";
      statements.push_back(std::move(statement));
    }
    return statements;
  }

 private:
  static bool is_key(const schema::Operation& operation) {
    return std::holds_alternative<schema::AddPrimaryKey>(operation) ||
           std::holds_alternative<schema::AddUnique>(operation);
  }

  std::size_t last_of_part(std::size_t at) const {
    std::size_t last = at;
    for (std::size_t i = at; i < up_.steps.size() && up_.steps[i].part == up_.steps[at].part; ++i)
      last = i;
    return last;
  }

  /// The drop of an enum's check is a part of the add that follows it.
  std::optional<Extent> extent_of(std::size_t operation) const {
    if (extents_[operation]) return extents_[operation];
    const auto* drop = std::get_if<schema::DropCheck>(&operations_[operation]);
    for (std::size_t i = operation; drop != nullptr && i < operations_.size(); ++i) {
      const auto* add = std::get_if<schema::AddCheck>(&operations_[i]);
      if (add && add->table == drop->table && add->check.name == drop->check.name)
        return extents_[i];
    }
    return std::nullopt;
  }

  std::size_t group_begin(std::size_t at) const {
    while (at > 0 && up_.steps[at - 1].group == up_.steps[at].group) --at;
    return at;
  }

  const schema::Operations& operations_;
  const schema::Plan& up_;
  std::vector<std::optional<Extent>> extents_;
};

/// The statement with some of its actions alone.
ScriptStatement part_of(const schema::Step& step, std::size_t begin, std::size_t end,
                        ScriptStatement statement) {
  constexpr std::size_t separator = 4;  // a comma, a line end and the indentation
  const std::vector<schema::StepAction>& actions = step.actions;
  const std::size_t from = actions[begin].begin;
  const std::size_t to = end < actions.size() ? actions[end].begin - separator : step.sql.size();
  statement.sql = step.sql.substr(0, actions[0].begin) + step.sql.substr(from, to - from);
  std::string comment;
  for (std::size_t i = begin; i < end; ++i)
    if (comment.empty() || actions[i].comment == step.comment) comment = actions[i].comment;
  statement.comment = comment;
  return statement;
}

/// A statement of the way down, once for each place on the way up that its actions take back: each
/// is needed from there on, and not before.
std::vector<ScriptStatement> marked(const Marker& marker, const schema::Step& step,
                                    ScriptStatement statement) {
  statement.undoes = marker.undoes(step.operation);
  std::vector<ScriptStatement> statements;
  std::size_t begin = 0;
  for (std::size_t i = 1; i < step.actions.size(); ++i) {
    const int undoes = marker.undoes(step.actions[i].operation);
    if (undoes == statement.undoes) continue;
    statements.push_back(part_of(step, begin, i, statement));
    statement.undoes = undoes;
    begin = i;
  }
  const bool is_whole = statements.empty();
  statements.push_back(is_whole ? std::move(statement)
                                : part_of(step, begin, step.actions.size(), statement));
  return statements;
}

}  // namespace

void mark_undo(const schema::Operations& operations, const schema::Plan& up,
               const schema::Plan& down, Script& script) {
  const bool is_one_group = up.steps.empty() || up.steps.front().group == up.steps.back().group;
  if (is_one_group || down.steps.empty()) return;
  const Marker marker{operations, up};
  std::vector<ScriptStatement> statements = marker.clearing();
  int group = 0;
  for (ScriptStatement& statement : statements) statement.group = ++group;
  for (std::size_t i = 0; i < down.steps.size(); ++i) {
    for (ScriptStatement& one : marked(marker, down.steps[i], script.statements[i])) {
      one.group += group;
      statements.push_back(std::move(one));
    }
  }
  script.statements = std::move(statements);
}

}  // namespace tenon::migrate
