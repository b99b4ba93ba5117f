// SQLite's tables while a script builds them anew (create, copy, drop, rename): what they have and
// the script does not know of is found before it is lost.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include <tenon/connection.hpp>

namespace tenon::detail {

class RebuiltTables {
 public:
  /// `group`: the statements of the transaction that has begun.
  RebuiltTables(Connection& connection, std::vector<std::string> group);
  /// Before each of them. `was`: the table that it begins to build anew, as MigrationStatement has
  /// it. Throws Error migration when the live table has what would be lost, or when not all rows
  /// were copied.
  void before(const std::string& sql, const std::string& was);
  /// Behind the last one: the indexes that others made, and the numbers that were given last.
  /// Throws Error migration naming an index that does not fit the new table.
  void restore();

 private:
  struct Index {
    std::string name;
    std::string table;
    std::string sql;
  };
  void compare(const std::string& sql, const std::string& was);
  void find_other_indexes(const std::string& table, const std::vector<std::string>& known,
                          std::vector<std::string>& unknown);
  /// Rather than dropped for good.
  bool is_made_anew(const std::string& table) const;
  void count_rows(const std::string& table);
  void keep(const std::string& table);
  void restore_number(const std::string& table, std::int64_t number);
  std::vector<Index> indexes_of(const std::string& table);
  /// The SQL that the database keeps of a table or an index, "" when there is none.
  std::string kept_sql(const std::string& type, const std::string& name);
  /// Of an index that the group makes; "" when it makes none of that name.
  std::string made_sql(const std::string& index) const;

  Connection& connection_;
  std::vector<std::string> group_;
  std::map<std::string, std::string> helpers_;  ///< table → where its rows are copied to
  std::set<std::string> made_;                  ///< tables that the group has made so far
  std::vector<Index> indexes_;
  std::map<std::string, std::int64_t> numbers_;  ///< table → what AUTOINCREMENT gave last
};

}  // namespace tenon::detail
