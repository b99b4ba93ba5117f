#include "migrate/undo.hpp"

#include <optional>
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

  /// How many statements of the way up have run, at least, when `step` of the way down is needed;
  /// -1 when nothing tells.
  int undoes(const schema::Step& step) const {
    const std::optional<Extent> extent = extent_of(operations_.size() - 1 - step.operation);
    if (!extent) return -1;
    const bool is_outside = !up_.steps[extent->first].transactional;
    const bool is_batch = up_.steps[extent->first].batches.rows > 0;
    const bool ends_inside = up_.steps[extent->last].transactional;
    // A key is there with its last statement; what comes before is cleared apart.
    if (is_outside && ends_inside) return static_cast<int>(extent->last) + 1;
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
      statement.stopped_to = static_cast<int>(extents_[step.operation]->last);
      statement.comment = "only when the way up stopped there";
      statements.push_back(std::move(statement));
    }
    return statements;
  }

 private:
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

}  // namespace

void mark_undo(const schema::Operations& operations, const schema::Plan& up,
               const schema::Plan& down, Script& script) {
  const bool is_one_group = up.steps.empty() || up.steps.front().group == up.steps.back().group;
  if (is_one_group || down.steps.empty()) return;
  const Marker marker{operations, up};
  for (std::size_t i = 0; i < down.steps.size(); ++i) {
    script.statements[i].undoes = marker.undoes(down.steps[i]);
  }
  std::vector<ScriptStatement> statements = marker.clearing();
  int group = 0;
  for (ScriptStatement& statement : statements) statement.group = ++group;
  for (ScriptStatement& statement : script.statements) {
    statement.group += group;
    statements.push_back(std::move(statement));
  }
  script.statements = std::move(statements);
}

}  // namespace tenon::migrate
