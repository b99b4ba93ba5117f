#include <tenon/joined.hpp>

#include <algorithm>

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

template class Joined<std::int16_t>;
template class Joined<std::int32_t>;
template class Joined<std::int64_t>;
template class Joined<std::string>;
template class Joined<Uuid>;

}  // namespace tenon
