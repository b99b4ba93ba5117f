// How rows and the rows that belong to them find each other: by the values of the columns that join
// them. Used by generated readers of shapes, one statement for each relation.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include <tenon/fwd.hpp>
#include <tenon/uuid.hpp>

namespace tenon {

class Params;

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

namespace detail {
struct KeyLists;
}

/// The joining values of rows where the database has to compare them: of several columns, of types
/// that the model names, of a collation, of enums. Each row there says which key it belongs to.
class JoinedKeys {
 public:
  JoinedKeys() = default;
  JoinedKeys(const JoinedKeys&) = delete;
  JoinedKeys& operator=(const JoinedKeys&) = delete;
  ~JoinedKeys();

  /// The values of the next row, which are copied. With a NULL among them they join nothing.
  void add(Params key);
  /// No row can belong to any of those that were added.
  bool is_empty() const { return places_.empty(); }
  /// Each key once: an array for each column. Views of what this holds.
  std::vector<Param> params() const;

  /// As Joined::give; `numbers` are those of the keys of the rows there, counted from 1.
  template <class Row, class Take>
  void give(const std::vector<std::int64_t>& numbers, std::vector<Row> rows, Take take) {
    for (std::size_t i = 0; i < rows.size(); ++i) {
      const auto [first, last] = places_of(numbers[i]);
      for (std::size_t at = first; at + 1 < last; ++at) take(places_[at].second, Row{rows[i]});
      if (first < last) take(places_[last - 1].second, std::move(rows[i]));
    }
  }

 private:
  friend class RelatedRows;
  /// Where the rows of a key stand in places_, and where they end.
  std::pair<std::size_t, std::size_t> places_of(std::int64_t number);

  detail::KeyLists* lists_ = nullptr;
  std::vector<std::pair<std::size_t, std::size_t>> places_;  // the key's number from 0, the row's
  std::size_t size_ = 0;
  bool is_sorted_ = false;
};

extern template class Joined<std::int16_t>;
extern template class Joined<std::int32_t>;
extern template class Joined<std::int64_t>;
extern template class Joined<std::string>;
extern template class Joined<Uuid>;

}  // namespace tenon
