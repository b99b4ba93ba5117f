#include "frontend/clang/attributes.hpp"

#include <algorithm>

namespace tenon::frontend::clang {
namespace {

template <class Groups>
auto first_from(Groups& groups, std::size_t token) {
  return std::lower_bound(
      groups.begin(), groups.end(), token,
      [](const AttributeGroup& group, std::size_t value) { return group.first < value; });
}

}  // namespace

std::size_t Attributes::skip(std::size_t token) const {
  for (auto group = first_from(groups_, token); group != groups_.end() && group->first == token;
       ++group)
    token = group->last;
  return token;
}

std::vector<model::Annotation> Attributes::take(std::size_t first, std::size_t last) {
  std::vector<model::Annotation> result;
  for (auto group = first_from(groups_, first); group != groups_.end() && group->first < last;
       ++group)
    for (ReadAnnotation& read : group->annotations) {
      read.is_attached = true;
      if (read.is_valid) result.push_back(read.annotation);
    }
  return result;
}

std::size_t Attributes::deprecated(std::size_t first, std::size_t last) const {
  for (auto group = first_from(groups_, first); group != groups_.end() && group->first < last;
       ++group)
    if (group->deprecated != no_token) return group->deprecated;
  return no_token;
}

bool Attributes::have(std::string_view word, std::size_t first, std::size_t last) const {
  for (auto group = first_from(groups_, first); group != groups_.end() && group->first < last;
       ++group)
    for (const ReadAnnotation& read : group->annotations)
      if (read.annotation.word == word) return true;
  return false;
}

}  // namespace tenon::frontend::clang
