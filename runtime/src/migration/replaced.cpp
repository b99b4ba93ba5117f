#include "migration/replaced.hpp"

#include <algorithm>
#include <map>
#include <set>

#include <tenon/error.hpp>

namespace tenon::detail {
namespace {

using Node = RevisionGraph::Node;
using Ids = std::vector<std::string>;

bool has(const Ids& ids, const std::string& id) {
  return std::find(ids.begin(), ids.end(), id) != ids.end();
}

[[noreturn]] void refuse_node(std::string message) {
  throw Error{ErrorKind::migration, std::move(message)};
}

std::string listed(const Ids& ids) {
  std::string text;
  for (const std::string& id : ids) text += (text.empty() ? "'" : ", '") + id + "'";
  return text;
}

class Follower {
 public:
  Follower(const std::vector<Node>& nodes, const Reached& reached)
      : nodes_(nodes), reached_(reached) {
    for (const Node& node : nodes) {
      by_id_[node.id] = &node;
      for (const std::string& id : replaced_ids(node.replaces)) replaced_.insert(id);
    }
  }

  Followed run() {
    for (const Node& node : nodes_) {
      if (replaced_.count(node.id) == 0) keep(node);
    }
    Followed made;
    for (const Node& node : nodes_) {
      if (kept_.count(node.id) == 0) continue;
      const auto open = open_.find(node.id);
      Node one{node.id, {}, {}};
      for (const std::string& parent : open == open_.end() ? node.parents : Ids{open->second}) {
        std::string mapped = open == open_.end() ? parent_of(node, parent) : parent;
        if (!has(one.parents, mapped)) one.parents.push_back(std::move(mapped));
      }
      made.nodes.push_back(std::move(one));
    }
    made.adopted = std::move(adopted_);
    return made;
  }

 private:
  void keep(const Node& node) {
    if (!kept_.insert(node.id).second || node.replaces.empty()) return;
    if (has(reached_.applied, node.id) || has(reached_.begun, node.id)) return;
    const auto is_complete = [&](const Ids& way) {
      return std::all_of(way.begin(), way.end(),
                         [&](const std::string& id) { return has(reached_.applied, id); });
    };
    if (std::any_of(node.replaces.begin(), node.replaces.end(), is_complete)) {
      adopted_.push_back(node.id);
      return;
    }
    Ids found;
    for (const std::string& id : replaced_ids(node.replaces)) {
      if (has(reached_.applied, id) || has(reached_.begun, id)) found.push_back(id);
    }
    if (found.empty()) return;
    const Ids& way = way_through(node, found);
    for (const std::string& id : way) keep(*by_id_.at(id));
    open_[node.id] = way.back();
  }

  /// The way that the database is on, whose revisions are all there.
  const Ids& way_through(const Node& node, const Ids& found) const {
    Ids missing;
    for (const Ids& way : node.replaces) {
      const bool is_on = std::all_of(found.begin(), found.end(),
                                     [&](const std::string& id) { return has(way, id); });
      if (!is_on) continue;
      Ids lacks;
      for (const std::string& id : way) {
        if (by_id_.count(id) == 0) lacks.push_back(id);
      }
      if (lacks.empty()) return way;
      if (missing.empty()) missing = std::move(lacks);
    }
    refuse_node("the database has " + listed(found) + ", but not all that revision '" + node.id +
                "' replaces: put the folders of " + listed(missing) +
                " back (from version control) and upgrade; they may go when every database has "
                "passed them");
  }

  /// Outside of what a squash replaces, its last revision is the squash.
  std::string parent_of(const Node& node, std::string parent) const {
    for (bool is_mapped = true; is_mapped;) {
      is_mapped = false;
      for (const std::string& id : kept_) {
        const Node& squash = *by_id_.at(id);
        const Ids inside = replaced_ids(squash.replaces);
        if (id == node.id || !has(inside, parent) || has(inside, node.id)) continue;
        const bool is_last = std::any_of(squash.replaces.begin(), squash.replaces.end(),
                                         [&](const Ids& way) { return way.back() == parent; });
        if (!is_last) {
          refuse_node("revision '" + node.id + "' builds on '" + parent + "', which '" + id +
                      "' replaces together with what comes after it");
        }
        parent = id;
        is_mapped = true;
        break;
      }
    }
    return parent;
  }

  const std::vector<Node>& nodes_;
  const Reached& reached_;
  std::map<std::string, const Node*> by_id_;
  std::set<std::string> replaced_;
  std::set<std::string> kept_;
  std::map<std::string, std::string> open_;  ///< a squash, and the last one that it replaces
  Ids adopted_;
};

}  // namespace

std::vector<std::string> replaced_ids(const std::vector<std::vector<std::string>>& replaces) {
  Ids ids;
  for (const Ids& way : replaces) {
    for (const std::string& id : way) {
      if (!has(ids, id)) ids.push_back(id);
    }
  }
  return ids;
}

Followed follow(const std::vector<Node>& nodes, const Reached& reached) {
  const bool replaces = std::any_of(nodes.begin(), nodes.end(),
                                    [](const Node& node) { return !node.replaces.empty(); });
  if (!replaces) return {nodes, {}};
  return Follower{nodes, reached}.run();
}

}  // namespace tenon::detail
