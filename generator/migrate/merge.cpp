#include "migrate/merge.hpp"

#include <algorithm>
#include <map>
#include <set>

#include <tenon/error.hpp>

#include "base/text.hpp"
#include "migrate/fold.hpp"
#include "migrate/footprint.hpp"

namespace tenon::migrate {
namespace {

constexpr std::size_t most_conflicts = 20;

/// What `head` builds on and `other` does not, parents first; `head` is the last one.
std::vector<std::string> only_in(const Store& store, const std::string& head,
                                 const std::string& other) {
  const std::vector<std::string> shared = store.graph.ancestors({other});
  std::vector<std::string> own;
  for (const std::string& id : store.graph.ancestors({head})) {
    if (std::find(shared.begin(), shared.end(), id) == shared.end()) own.push_back(id);
  }
  return own;
}

/// Both ways out of a conflict.
std::string way_out(const std::string& head, const std::vector<std::string>& branch) {
  return "write one of the branches again on top of the other: take it back where it was applied, "
         "remove " +
         (branch.size() == 1 ? "the folder of '" + branch.front() + "'"
                             : "its folders ('" + base::join(branch, "', '") + "')") +
         ", and repeat `tenon revision --parent " + head + " -m \"…\"`";
}

class Comparer {
 public:
  Comparer(const Store& store, base::Diagnostics& diagnostics)
      : store_(store), diagnostics_(diagnostics) {}

  void compare(const std::string& head, const std::string& other) {
    const std::vector<std::string> left = only_in(store_, head, other);
    const std::vector<std::string> right = only_in(store_, other, head);
    std::vector<std::string> conflicts;
    for (const std::string& a : left) {
      for (const std::string& b : right) compare(a, b, conflicts);
    }
    for (std::size_t i = 0; i < conflicts.size() && i < most_conflicts; ++i) {
      const bool is_last = i + 1 == std::min(conflicts.size(), most_conflicts);
      diagnostics_.error("merge-conflict", {}, conflicts[i],
                         is_last ? way_out(head, right) : std::string{});
    }
  }

 private:
  const std::vector<Touch>& touches(const std::string& id) {
    const auto known = known_.find(id);
    if (known != known_.end()) return known->second;
    const StoredRevision& revision = store_.find(id);
    return known_[id] = footprint(revision, fold(store_, revision.parents, diagnostics_));
  }

  void compare(const std::string& a, const std::string& b, std::vector<std::string>& conflicts) {
    std::set<std::string> told;
    for (const Touch& left : touches(a)) {
      for (const Touch& right : touches(b)) {
        const std::string what = in_common(left, right);
        if (what.empty() || !told.insert(what).second) continue;
        conflicts.push_back("revisions '" + a + "' (" + left.operation + ") and '" + b + "' (" +
                            right.operation + ") both touch " + what);
      }
    }
  }

  const Store& store_;
  base::Diagnostics& diagnostics_;
  std::map<std::string, std::vector<Touch>> known_;
};

void refuse_merge(const std::string& message, const std::string& hint,
                  base::Diagnostics& diagnostics) {
  diagnostics.error("nothing-to-merge", {}, message, hint);
}

}  // namespace

std::vector<std::string> heads_to_merge(const std::vector<std::string>& words, const Store& store,
                                        base::Diagnostics& diagnostics) {
  const std::vector<std::string> heads = store.graph.heads();
  std::vector<std::string> named;
  for (const std::string& word : words) {
    try {
      for (const std::string& id : store.graph.resolve(word)) {
        if (std::find(named.begin(), named.end(), id) == named.end()) named.push_back(id);
      }
    } catch (const Error& error) {
      diagnostics.error("unknown-revision", {}, error.what());
      return {};
    }
  }
  for (const std::string& id : named) {
    if (std::find(heads.begin(), heads.end(), id) != heads.end()) continue;
    refuse_merge("'" + id + "' is no head: other revisions build on it",
                 "the heads are " + base::join(heads, ", "), diagnostics);
    return {};
  }
  if (words.empty()) named = heads;
  if (named.size() >= 2) return named;
  if (heads.size() < 2) {
    refuse_merge(heads.empty() ? "there are no revisions"
                               : "there is one head, '" + heads.front() + "': nothing to join",
                 "", diagnostics);
  } else {
    refuse_merge("a merge joins two heads or more", "the heads are " + base::join(heads, ", "),
                 diagnostics);
  }
  return {};
}

void refuse_conflicts(const Store& store, const std::vector<std::string>& heads,
                      base::Diagnostics& diagnostics) {
  Comparer comparer{store, diagnostics};
  for (std::size_t i = 0; i < heads.size(); ++i) {
    for (std::size_t k = i + 1; k < heads.size(); ++k) comparer.compare(heads[i], heads[k]);
  }
}

std::optional<StoredRevision> make_merge(const Request& request, const Store& store,
                                         const std::vector<std::string>& heads,
                                         base::Diagnostics& diagnostics) {
  refuse_conflicts(store, heads, diagnostics);
  if (diagnostics.has_errors()) return std::nullopt;
  return complete(request, store, heads, {}, diagnostics);
}

}  // namespace tenon::migrate
