// What enum types make of a list of operations: some change nothing, and a type that is made anew
// needs what speaks of its columns out of the way. Called by adapt.
#pragma once

#include <cstddef>
#include <map>
#include <vector>

#include "schema/operation.hpp"

namespace tenon::schema::postgresql {

struct EnumOperations {
  /// For each operation, whether it changes nothing here: a check of what a type says itself, rows
  /// whose texts change with their type.
  std::vector<bool> is_needless;
  /// By the place of an AlterEnum: what goes before it and comes again behind it.
  std::map<std::size_t, Operations> dropped;
  std::map<std::size_t, Operations> made_again;
};

EnumOperations look_at_enums(const Operations& operations, const Schema& before);

}  // namespace tenon::schema::postgresql
