// How rows and the rows that belong to them find each other: by the values of the columns that join
// them. Used by generated readers of shapes, one statement for each relation.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <tenon/uuid.hpp>

namespace tenon {

/// The joining values of rows, in their order. Keys are whole numbers, texts and UUIDs.
template <class Key>
class Joined {
 public:
  /// Of the next row. NULL joins nothing.
  void add(const std::optional<Key>& value) {
    if (value) values_.push_back({*value, size_});
    ++size_;
  }

  /// Each value once, for `= any($1)`. To be called before `give`.
  const std::vector<Key>& keys();

  /// Calls `take(place, row)` for each row there and every place here that has its value, rows in
  /// their order. `owners` are the joining values of the rows there.
  template <class Row, class Take>
  void give(const std::vector<Key>& owners, std::vector<Row> rows, Take take) const {
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const std::size_t first = find(owners[i]);
      std::size_t last = first;
      while (last < values_.size() && values_[last].first == owners[i]) ++last;
      // The last one may have the row itself.
      for (std::size_t at = first; at + 1 < last; ++at) take(values_[at].second, Row{rows[i]});
      if (first < last) take(values_[last - 1].second, std::move(rows[i]));
    }
  }

 private:
  /// Where the value is in the sorted values, or would be.
  std::size_t find(const Key& value) const;

  std::vector<std::pair<Key, std::size_t>> values_;  // with the place; sorted by keys()
  std::vector<Key> keys_;
  std::size_t size_ = 0;
};

extern template class Joined<std::int16_t>;
extern template class Joined<std::int32_t>;
extern template class Joined<std::int64_t>;
extern template class Joined<std::string>;
extern template class Joined<Uuid>;

}  // namespace tenon
