// What leads from one list of an enum type's values to another: asked by diff, for what depends on
// the type, and by the dialects that have such types.
#pragma once

#include <string>
#include <vector>

#include "schema/schema.hpp"

namespace tenon::schema {

struct EnumChange {
  struct Addition {
    std::string value;
    std::string neighbour;  ///< a value that is there by then; "" when there is none
    bool is_behind = true;  ///< behind the neighbour; else before it
  };
  /// Values to add, in an order in which each has its neighbour.
  std::vector<Addition> additions;
  /// Values that rows may hold and the new type does not have.
  std::vector<std::string> removed;
  /// A value goes, or the order of those that stay is another: a type can only grow.
  bool needs_new_type = false;
};

/// `renames` are done already in `to`, not in `from`.
EnumChange enum_change(const EnumType& from, const EnumType& to,
                       const std::vector<RenamedValue>& renames);

/// The old texts of `to` that are in effect: `from` has the old one and not the new one.
std::vector<RenamedValue> effective_value_renames(const std::vector<std::string>& from,
                                                  const std::vector<std::string>& to,
                                                  const std::vector<RenamedValue>& declared);

}  // namespace tenon::schema
