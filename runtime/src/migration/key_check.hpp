// SQLite's foreign keys behind the statements that ran while they were off.
#pragma once

#include <cstdint>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include <tenon/connection.hpp>

namespace tenon::detail {

/// Looks at the tables that the statements name, and at those that refer to them; what was wrong
/// before is nobody's fault.
class KeyCheck {
 public:
  /// To be made before the first of the statements, inside the transaction.
  KeyCheck(Connection& connection, const std::vector<std::string>& group);
  /// Behind the last one. Throws Error migration naming table and parent when a row refers to
  /// nothing that did not before, or a key to columns that are not unique.
  void check();

 private:
  struct State {
    std::map<std::string, std::int64_t> strays;  ///< parent → rows that refer to none of its rows
    std::string fault;                           ///< of a key, which SQLite then checks no row of
  };
  std::vector<std::string> tables();
  State state_of(const std::string& table);

  Connection& connection_;
  std::set<std::string> named_;  ///< every word of the statements, as SQLite compares names
  std::map<std::string, State> before_;
};

}  // namespace tenon::detail
