#include <tenon/revision.hpp>

#include <algorithm>
#include <charconv>
#include <set>
#include <utility>

#include <tenon/error.hpp>

#include "migration/replaced.hpp"

namespace tenon {
namespace {

[[noreturn]] void refuse(std::string message) {
  throw Error{ErrorKind::migration, std::move(message)};
}

std::string quoted(const std::vector<std::string>& ids) {
  std::string text;
  for (const std::string& id : ids) text += (text.empty() ? "'" : ", '") + id + "'";
  return text;
}

std::vector<RevisionGraph::Node> nodes_of(const std::vector<Revision>& revisions) {
  std::vector<RevisionGraph::Node> nodes;
  nodes.reserve(revisions.size());
  for (const Revision& revision : revisions) {
    nodes.push_back({revision.id, revision.parents, revision.replaces});
  }
  return nodes;
}

bool contains_id(const std::vector<std::string>& ids, const std::string& id) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

/// The N of `+N` and `-N`; 0 when the target is something else.
int relative(std::string_view target, char sign) {
  if (target.size() < 2 || target.front() != sign) return 0;
  int number = 0;
  const auto [end, error] =
      std::from_chars(target.data() + 1, target.data() + target.size(), number);
  if (error != std::errc{} || end != target.data() + target.size() || number < 1) {
    refuse("'" + std::string{target} + "' is no number of revisions");
  }
  return number;
}

}  // namespace

std::string_view MigrationScript::checksum() const {
  return statements.empty() ? std::string_view{} : statements.back().checksum;
}

const Revision::Scripts* Revision::find(Dialect dialect) const {
  for (const Scripts& candidate : scripts) {
    if (candidate.dialect == dialect) return &candidate;
  }
  return nullptr;
}

RevisionGraph::RevisionGraph(const std::vector<Revision>& revisions)
    : RevisionGraph(nodes_of(revisions)) {}

RevisionGraph::RevisionGraph(const std::vector<Node>& nodes,
                             const std::vector<std::string>& applied,
                             const std::vector<std::string>& begun) {
  std::set<std::string> ids;
  for (const Node& node : nodes) {
    if (!ids.insert(node.id).second) refuse("two revisions have the id '" + node.id + "'");
    for (const std::string& id : detail::replaced_ids(node.replaces)) {
      replaced_.emplace_back(id, node.id);
    }
  }
  nodes_ = detail::follow(nodes, {applied, begun}).nodes;
  for (std::size_t i = 0; i < nodes_.size(); ++i) by_id_.push_back(i);
  const auto by_id = [this](std::size_t a, std::size_t b) { return nodes_[a].id < nodes_[b].id; };
  std::sort(by_id_.begin(), by_id_.end(), by_id);
  for (const Node& node : nodes_) {
    for (const std::string& parent : node.parents) {
      if (!contains(parent)) {
        refuse("revision '" + node.id + "' builds on '" + parent + "', which does not exist");
      }
    }
  }
  sort();
}

void RevisionGraph::sort() {
  std::vector<std::size_t> open(nodes_.size());
  std::vector<std::vector<std::size_t>> children(nodes_.size());
  std::set<std::size_t> ready;
  for (std::size_t i = 0; i < nodes_.size(); ++i) {
    open[i] = nodes_[i].parents.size();
    for (const std::string& parent : nodes_[i].parents) children[index_of(parent)].push_back(i);
    if (open[i] == 0) ready.insert(i);
  }
  while (!ready.empty()) {
    const std::size_t next = *ready.begin();
    ready.erase(ready.begin());
    order_.push_back(nodes_[next].id);
    for (const std::size_t child : children[next]) {
      if (--open[child] == 0) ready.insert(child);
    }
  }
  for (std::size_t i = 0; i < nodes_.size(); ++i) {
    if (open[i] != 0) refuse("revision '" + nodes_[i].id + "' builds on itself");
  }
}

std::size_t RevisionGraph::index_of(std::string_view id) const {
  const auto found = std::lower_bound(
      by_id_.begin(), by_id_.end(), id,
      [this](std::size_t at, std::string_view key) { return nodes_[at].id < key; });
  const bool exists = found != by_id_.end() && nodes_[*found].id == id;
  return exists ? *found : nodes_.size();
}

bool RevisionGraph::contains(std::string_view id) const { return index_of(id) != nodes_.size(); }

const std::vector<std::string>& RevisionGraph::parents(std::string_view id) const {
  return nodes_.at(index_of(id)).parents;
}

std::vector<std::string> RevisionGraph::children(std::string_view id) const {
  std::vector<std::string> children;
  for (const std::string& other : order_) {
    const std::vector<std::string>& below = parents(other);
    if (std::find(below.begin(), below.end(), id) != below.end()) children.push_back(other);
  }
  return children;
}

std::vector<bool> RevisionGraph::flags(const std::vector<std::string>& ids) const {
  std::vector<bool> flags(nodes_.size());
  for (const std::string& id : ids) {
    const std::size_t at = index_of(id);
    if (at != nodes_.size()) flags[at] = true;
  }
  return flags;
}

std::vector<std::string> RevisionGraph::heads() const { return heads_of(order_); }

std::vector<std::string> RevisionGraph::heads_of(const std::vector<std::string>& ids) const {
  const std::vector<bool> chosen = flags(ids);
  std::vector<bool> is_parent(nodes_.size());
  for (std::size_t i = 0; i < nodes_.size(); ++i) {
    if (!chosen[i]) continue;
    for (const std::string& parent : nodes_[i].parents) is_parent[index_of(parent)] = true;
  }
  std::vector<std::string> heads;
  for (const std::string& id : order_) {
    const std::size_t at = index_of(id);
    if (chosen[at] && !is_parent[at]) heads.push_back(id);
  }
  return heads;
}

std::vector<std::string> RevisionGraph::ancestors(const std::vector<std::string>& ids) const {
  std::vector<bool> wanted = flags(ids);
  // Children stand behind their parents, so one walk from the end reaches everything.
  for (auto id = order_.rbegin(); id != order_.rend(); ++id) {
    const std::size_t at = index_of(*id);
    if (!wanted[at]) continue;
    for (const std::string& parent : nodes_[at].parents) wanted[index_of(parent)] = true;
  }
  std::vector<std::string> found;
  for (const std::string& id : order_) {
    if (wanted[index_of(id)]) found.push_back(id);
  }
  return found;
}

const std::string& RevisionGraph::find(std::string_view text) const {
  std::vector<std::string> matches;
  const std::string* last = nullptr;
  for (const std::string& id : order_) {
    if (id == text) return id;
    if (!text.empty() && id.compare(0, text.size(), text) == 0) {
      matches.push_back(id);
      last = &id;
    }
  }
  if (const std::string now = matches.empty() ? replacement(text) : ""; !now.empty()) {
    refuse("revision '" + std::string{text} + "' was replaced: '" + now + "' stands for it");
  }
  if (matches.empty()) refuse("there is no revision '" + std::string{text} + "'");
  if (matches.size() > 1) {
    refuse("'" + std::string{text} + "' is the beginning of " + std::to_string(matches.size()) +
           " revisions: " + quoted(matches));
  }
  return *last;
}

std::string RevisionGraph::replacement(std::string_view text) const {
  for (const auto& [id, now] : replaced_) {
    if (!text.empty() && id.compare(0, text.size(), text) == 0) return now;
  }
  return {};
}

std::vector<std::string> RevisionGraph::resolve(std::string_view target) const {
  if (target == "base") return {};
  const std::size_t sign = target.find_last_of("+-");
  if (sign != std::string_view::npos && sign > 0) {
    return walk(resolve(target.substr(0, sign)), target.substr(sign));
  }
  if (target != "head" && target != "heads") return {find(target)};
  std::vector<std::string> all = heads();
  if (target == "head" && all.size() > 1) {
    refuse("there are " + std::to_string(all.size()) + " heads, " + quoted(all) +
           ": name one of them, say 'heads' for all, or join them with `tenon merge`");
  }
  return all;
}

std::vector<std::string> RevisionGraph::walk(std::vector<std::string> from,
                                             std::string_view steps) const {
  const bool is_up = steps.front() == '+';
  for (int left = relative(steps, steps.front()); left > 0; --left) {
    const std::string at = from.empty() ? std::string{"base"} : from.front();
    std::vector<std::string> next;
    if (!is_up && !from.empty()) next = parents(from.front());
    for (const std::string& id : order_) {
      const std::vector<std::string>& below = parents(id);
      const bool builds_on = from.empty() ? below.empty() : contains_id(below, from.front());
      if (is_up && builds_on) next.push_back(id);
    }
    const bool is_over = is_up ? next.empty() : from.empty();
    if (is_over)
      refuse("'" + std::string{steps} + "' goes beyond " + (is_up ? "the head" : "the base"));
    if (from.size() > 1 || next.size() > 1) {
      refuse("'" + std::string{steps} + "' is ambiguous: from " +
             (from.size() > 1 ? quoted(from) : "'" + at + "'") + " it may go to " + quoted(next));
    }
    from = std::move(next);
  }
  return from;
}

std::vector<std::string> RevisionGraph::upgrade_path(
    std::string_view target, const std::vector<std::string>& applied) const {
  const int steps = relative(target, '+');
  if (relative(target, '-') > 0)
    refuse("'" + std::string{target} + "' goes down, and this is the way up");
  if (steps == 0 && target == "base") refuse("'base' is a target of downgrade only");
  const std::vector<std::string> wanted = ancestors(resolve(steps > 0 ? "head" : target));
  std::vector<std::string> path;
  for (const std::string& id : wanted) {
    if (!contains_id(applied, id)) path.push_back(id);
  }
  const auto limit = static_cast<std::size_t>(steps);
  if (steps > 0 && path.size() < limit) {
    refuse("'" + std::string{target} + "' goes beyond the head: " +
           (path.size() == 1 ? "there is 1 revision"
                             : "there are " + std::to_string(path.size()) + " revisions") +
           " to apply");
  }
  if (steps > 0) path.resize(limit);
  return path;
}

std::vector<std::string> RevisionGraph::downgrade_path(
    std::string_view target, const std::vector<std::string>& applied) const {
  std::vector<std::string> path;
  if (relative(target, '+') > 0)
    refuse("'" + std::string{target} + "' goes up, and this is the way down");
  if (const int steps = relative(target, '-'); steps > 0) {
    std::vector<std::string> left = applied;
    for (int i = 0; i < steps; ++i) {
      const std::vector<std::string> tips = heads_of(left);
      if (tips.empty())
        refuse("'" + std::string{target} + "' goes beyond the base: " +
               (applied.size() == 1 ? "1 revision is"
                                    : std::to_string(applied.size()) + " revisions are") +
               " applied");
      if (tips.size() > 1) {
        refuse("'" + std::string{target} + "' is ambiguous: the database stands at " +
               quoted(tips));
      }
      path.push_back(tips.front());
      left.erase(std::find(left.begin(), left.end(), tips.front()));
    }
    return path;
  }
  const std::vector<std::string> named = resolve(target);
  if (named.size() > 1) refuse("'" + std::string{target} + "' are several: " + quoted(named));
  const bool is_base = named.empty();
  const std::string stays = is_base ? std::string{} : named.front();
  if (!is_base && !contains_id(applied, stays)) {
    refuse("revision '" + stays + "' is not applied, so there is no way down to it");
  }
  for (auto id = order_.rbegin(); id != order_.rend(); ++id) {
    if (!contains_id(applied, *id) || *id == stays) continue;
    if (is_base || contains_id(ancestors({*id}), stays)) path.push_back(*id);
  }
  return path;
}

}  // namespace tenon
