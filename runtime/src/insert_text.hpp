// The parts of a generated INSERT of one row, from which the runtime makes what differs from it by
// its frame alone: an upsert, a COPY.
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace tenon::detail {

struct InsertText {
  /// Of `insert into "users" ("name")\nvalues ($1)\nreturning "id"`, as the generator spells it.
  explicit InsertText(std::string_view sql);

  /// Whether a NULL for this column stands for a default that the database evaluates.
  bool is_defaulted(std::size_t column) const;

  std::string_view without_returning;     ///< all before RETURNING
  std::string_view table;                 ///< `"users"`
  std::vector<std::string_view> columns;  ///< in their quotes; none of `default values`
};

}  // namespace tenon::detail
