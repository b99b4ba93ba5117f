// Renames as they can be carried out: one after the other so that no new name is still taken.
// Private to diff.
#pragma once

#include <algorithm>
#include <optional>
#include <set>
#include <utility>
#include <vector>

namespace tenon::schema {

/// A thing of now, and what it was called.
template <class Name>
struct NameAndWas {
  Name name;
  std::optional<Name> was;
};

/// From the old name to the new one.
template <class Name>
using Renames = std::vector<std::pair<Name, Name>>;

/// Those of `wanted` that take effect: the old name was there, and the new one was not or is given
/// up by another of them.
template <class Name>
Renames<Name> effective_renames(const std::set<Name>& old_names,
                                const std::vector<NameAndWas<Name>>& wanted) {
  Renames<Name> renames;
  std::set<Name> left;
  for (const NameAndWas<Name>& one : wanted) {
    if (!one.was || *one.was == one.name || old_names.count(*one.was) == 0) continue;
    if (left.insert(*one.was).second) renames.emplace_back(*one.was, one.name);
  }
  const auto is_taken = [&](const auto& rename) {
    return old_names.count(rename.second) != 0 && left.count(rename.second) == 0;
  };
  for (;;) {
    const auto found = std::find_if(renames.begin(), renames.end(), is_taken);
    if (found == renames.end()) return renames;
    left.erase(found->first);
    renames.erase(found);
  }
}

/// The same in order. Where names go round in a circle, one thing steps aside to `spare(name)`
/// first.
template <class Name, class Spare>
Renames<Name> rename_steps(Renames<Name> renames, Spare spare) {
  Renames<Name> steps;
  const auto is_free = [&](const Name& name) {
    return std::none_of(renames.begin(), renames.end(),
                        [&](const auto& other) { return other.first == name; });
  };
  while (!renames.empty()) {
    const std::size_t before = renames.size();
    for (std::size_t i = 0; i < renames.size();) {
      if (!is_free(renames[i].second)) {
        ++i;
        continue;
      }
      steps.push_back(renames[i]);
      renames.erase(renames.begin() + static_cast<std::ptrdiff_t>(i));
    }
    if (renames.size() < before) continue;
    Name& name = renames.front().first;
    Name aside = spare(name);
    steps.emplace_back(name, aside);
    name = std::move(aside);
  }
  return steps;
}

}  // namespace tenon::schema
