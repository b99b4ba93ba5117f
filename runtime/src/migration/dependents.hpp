// What else in a SQLite database needs a table that a script drops: SQLite deletes rows that refer
// to it where their keys cascade, and leaves keys and views behind that name nothing.
#pragma once

#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include <tenon/connection.hpp>

namespace tenon::detail {

/// Whether the statement may leave something without its table or view.
bool leaves_dependents(std::string_view sql);

class Dependents {
 public:
  /// To be made inside the transaction, before its first statement.
  explicit Dependents(Connection& connection);
  /// Of each of them: a view that it makes is the script's own, and looked at as such.
  void leave_out_made(std::string_view sql);
  /// Behind the last one. Throws Error migration naming a table whose foreign key, or a view whose
  /// query, worked before and names nothing now.
  void check();

 private:
  using Key = std::pair<std::string, std::string>;  ///< a table, and the one that it refers to
  std::set<Key> keys_to_nothing();

  Connection& connection_;
  std::set<Key> known_;
  std::vector<std::string> views_;  ///< those that can be read
};

}  // namespace tenon::detail
