// The part of a diff that is about enum types. Private to diff.
#pragma once

#include <map>
#include <string>
#include <utility>
#include <vector>

#include "schema/diff_match.hpp"
#include "schema/operation.hpp"

namespace tenon::schema {

struct EnumDiff {
  using Name = std::pair<std::string, std::string>;  ///< SQL schema and name
  Operations operations;
  /// Values whose text changes, by type.
  std::map<Name, std::vector<RenamedValue>> renames;
};

/// A type that comes where one goes, with all of its columns in the tables that stay, first has the
/// values of that, and gets its own behind it: a database may move the one to the other.
EnumDiff diff_enums(const Schema& from, const Schema& to, const std::vector<TablePair>& pairs);

}  // namespace tenon::schema
