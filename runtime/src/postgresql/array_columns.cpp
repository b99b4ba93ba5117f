#include "array_columns.hpp"

#include <tenon/error.hpp>

#include "binary_value.hpp"
#include "list_text.hpp"
#include "wire.hpp"

namespace tenon::postgresql {

void ArrayColumns::add(Params row) {
  if (columns_.empty()) columns_.resize(row.size());
  if (row.size() != columns_.size()) {
    throw Error{ErrorKind::misuse, "the rows of a batch have different numbers of parameters"};
  }
  for (std::size_t at = 0; at < row.size(); ++at) {
    Column& column = columns_[at];
    const Param& param = row[at];
    // An array says its type: the statement casts its elements where that has to be another. Lists
    // go as texts, since unnest takes arrays of arrays apart down to their last elements.
    const bool is_text = param.is_array() || param.kind() == ValueKind::untyped_text;
    const ValueKind kind = is_text ? ValueKind::text : param.kind();
    if (rows_ == 0) {
      column.kind = kind;
      append_array_head(column.bytes, kind, 0);
    } else if (column.kind != kind) {
      throw Error{ErrorKind::misuse, "the rows of a batch have different types of parameters"};
    }
    const std::size_t before = column.bytes.size();
    if (param.is_array() && !param.is_null())
      append_value(column.bytes, at, list_text(at, param));
    else
      append_value(column.bytes, at, param);
    size_ += column.bytes.size() - before;
    if (param.is_null()) store32(column.bytes.data() + array_flags_at, 1);  // there are NULLs
  }
  ++rows_;
  for (Column& column : columns_) {
    store32(column.bytes.data() + array_count_at, static_cast<std::uint32_t>(rows_));
  }
}

void ArrayColumns::clear() {
  rows_ = 0;
  size_ = 0;
  for (Column& column : columns_) column.bytes.clear();
}

}  // namespace tenon::postgresql
