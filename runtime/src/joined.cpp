#include <tenon/joined.hpp>

#include <algorithm>

#include "key_lists.hpp"

namespace tenon {

template <class Key>
const std::vector<Key>& Joined<Key>::keys() {
  std::sort(values_.begin(), values_.end());
  keys_.clear();
  for (const auto& [value, place] : values_)
    if (keys_.empty() || keys_.back() != value) keys_.push_back(value);
  return keys_;
}

template <class Key>
std::size_t Joined<Key>::find(const Key& value) const {
  const auto found =
      std::lower_bound(values_.begin(), values_.end(), value,
                       [](const auto& one, const Key& wanted) { return one.first < wanted; });
  return static_cast<std::size_t>(found - values_.begin());
}

JoinedKeys::~JoinedKeys() { delete lists_; }

void JoinedKeys::add(Params key) {
  const std::size_t place = size_++;
  if (lists_ == nullptr) lists_ = new detail::KeyLists{};
  lists_->columns.resize(key.size());
  std::string bytes;
  for (const Param& value : key) {
    if (value.is_null()) return;
    detail::append_bytes(bytes, value);
  }
  const auto [known, is_new] = lists_->known.emplace(std::move(bytes), lists_->known.size());
  places_.push_back({known->second, place});
  if (!is_new) return;
  for (std::size_t at = 0; at < key.size(); ++at) lists_->columns[at].add(key[at]);
}

std::vector<Param> JoinedKeys::params() const {
  std::vector<Param> all;
  for (const detail::ValueList& column : lists_->columns) all.push_back(column.param());
  return all;
}

std::pair<std::size_t, std::size_t> JoinedKeys::places_of(std::int64_t number) {
  if (!is_sorted_) std::sort(places_.begin(), places_.end());
  is_sorted_ = true;
  const auto wanted = static_cast<std::size_t>(number - 1);
  const auto by_number = [](const auto& one, std::size_t other) { return one.first < other; };
  const auto begin = places_.begin();
  const auto first = std::lower_bound(begin, places_.end(), wanted, by_number);
  auto last = first;
  while (last != places_.end() && last->first == wanted) ++last;
  return {static_cast<std::size_t>(first - begin), static_cast<std::size_t>(last - begin)};
}

template class Joined<std::int16_t>;
template class Joined<std::int32_t>;
template class Joined<std::int64_t>;
template class Joined<std::string>;
template class Joined<Uuid>;

}  // namespace tenon
