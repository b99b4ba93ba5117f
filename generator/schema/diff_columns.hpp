// The part of a diff that is about columns and what rows have in them. Private to diff.
#pragma once

#include <set>
#include <string>
#include <utility>
#include <vector>

#include "schema/diff.hpp"
#include "schema/diff_enums.hpp"
#include "schema/diff_match.hpp"

namespace tenon::schema {

/// A column of a table, both as they are named afterwards.
using ColumnName = std::pair<TableName, std::string>;

struct ColumnDiff {
  Operations operations;
  std::vector<Ambiguity> ambiguities;
  std::set<ColumnName> retyped;    ///< those whose values are stored in another way
  std::set<ColumnName> rewritten;  ///< those whose rows get other texts
  std::set<ColumnName> remade;     ///< those that are dropped and added
};

/// What happens to the columns of the tables that both schemas have, but for renames.
ColumnDiff diff_columns(const std::vector<TablePair>& pairs, const EnumDiff& enums);

}  // namespace tenon::schema
