// What a statement does, one thing at a time: what the readers of both databases give, and what the
// rules are about.
#pragma once

#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "base/source.hpp"
#include "lint/lock_table.hpp"
#include "schema/operation.hpp"

namespace tenon::lint {

struct Action {
  /// The class of the statement, as locks.postgresql.txt calls it where it has a row.
  std::string kind;
  /// The row of that file where the kind has several: the table is partitioned, or CASCADE takes
  /// others along.
  std::string row;
  /// What it works on; no name where it works on no table. The default schema is "".
  schema::TableName table;
  schema::TableName part;  ///< the partition that it is about
  std::string column;
  std::vector<std::string> columns;  ///< those of which a check says that they are not null
  base::Span span;
  /// Names and pieces of SQL as the text spells them, for messages and safe forms: "table",
  /// "parent", "name", "column", "clause", ….
  std::map<std::string, std::string, std::less<>> words;
  /// The statements inside: of a DO block, which run with it; of a function, which run when it is
  /// called.
  std::vector<base::Span> inner;
  /// The strongest lock that its statement takes on the table, if another action of it takes that.
  LockMode held = LockMode::access_share;
  /// What else is so: "if not exists", "cascade", ….
  std::set<std::string, std::less<>> flags;

  const std::string& row_name() const { return row.empty() ? kind : row; }
  bool is(std::string_view flag) const { return flags.count(flag) != 0; }
  std::string word(std::string_view name) const {
    const auto found = words.find(name);
    return found == words.end() ? std::string{} : found->second;
  }
};

}  // namespace tenon::lint
