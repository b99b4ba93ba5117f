// Rows on their way to one statement as arrays, a column each.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

#include <tenon/param.hpp>

namespace tenon::postgresql {

/// Keeps its memory when cleared.
class ArrayColumns {
 public:
  /// Throws what append_value throws, and Error misuse for a row of other types than the first.
  void add(Params row);
  void clear();

  std::size_t rows() const { return rows_; }
  /// Bytes of all values.
  std::size_t byte_size() const { return size_; }

  std::size_t size() const { return columns_.size(); }
  ValueKind kind(std::size_t at) const { return columns_[at].kind; }
  std::string_view bytes(std::size_t at) const { return columns_[at].bytes; }

 private:
  struct Column {
    ValueKind kind = ValueKind::none;
    std::string bytes;  // the array in binary form
  };

  std::vector<Column> columns_;
  std::size_t rows_ = 0;
  std::size_t size_ = 0;
};

}  // namespace tenon::postgresql
