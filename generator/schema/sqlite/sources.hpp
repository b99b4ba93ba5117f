// Where a table that is built anew has its values from (SQLite): an expression for each column,
// over the old rows, or over rows on their way where one is made of what another has become.
#pragma once

#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "schema/dialect.hpp"

namespace tenon::schema::sqlite {

/// Follows the operations on one table. Expressions are in terms of the old table once its columns
/// have been renamed.
class Sources {
 public:
  explicit Sources(const Table& before);

  void follow(const Operation& operation);

  std::vector<RebuildTable::Source> in_order_of(const Table& after) const;
  std::vector<std::vector<RebuildTable::Source>> stages() const { return stages_; }

 private:
  void come(const Column& column);
  void rename(const RenameColumn& o);
  void change(const AlterColumn& o);
  void rename_value(const RenameValue& o);
  std::string filled(const ColumnType& type, const std::string& sql, const std::string& rows);
  void end_stage(const std::vector<std::string>& read);

  /// With the types that they have where an expression reads them.
  std::vector<Column> columns_;
  std::map<std::string, ColumnType> changed_;   ///< by column: its type when this stage has ended
  std::map<std::string, std::string> value_;    ///< column → SQL expression; absent = its default
  std::map<std::string, std::string> default_;  ///< of the columns that are new and have no other
  std::set<std::string> gone_;                  ///< columns that were dropped, and can be read
  /// Column → the expression before its values were renamed, and the choices that do it.
  std::map<std::string, std::pair<std::string, std::string>> texts_;
  std::vector<std::vector<RebuildTable::Source>> stages_;
};

}  // namespace tenon::schema::sqlite
