// The part of a diff that is about enum types. Private to diff.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "schema/operation.hpp"

namespace tenon::schema {

struct EnumDiff {
  using Name = std::pair<std::string, std::string>;  ///< SQL schema and name
  Operations operations;
  /// Values whose text changes, by type.
  std::map<Name, std::vector<RenamedValue>> renames;
};

EnumDiff diff_enums(const Schema& from, const Schema& to);

}  // namespace tenon::schema
