// The parts of a generated INSERT of one row, from which the runtime makes what differs from it by
// its frame alone: an upsert, a COPY.
#pragma once

#include <string_view>
#include <vector>

namespace tenon::detail {

struct InsertText {
  /// Of `insert into "users" ("name")\nvalues ($1)\nreturning "id"`, as the generator spells it.
  explicit InsertText(std::string_view sql);

  std::string_view without_returning;     ///< all before RETURNING
  std::string_view target;                ///< `"users" ("name")`
  std::vector<std::string_view> columns;  ///< in their quotes; none of `default values`
};

}  // namespace tenon::detail
