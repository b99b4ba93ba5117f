// What the planner may run: functions that are not volatile, of constants. The server's own do no
// harm; those that somebody wrote here are not run for a look at a schema.
#pragma once

#include <map>
#include <optional>
#include <string>

#include <tenon/connection.hpp>

namespace tenon::introspect::postgresql {

class CalledCode {
 public:
  explicit CalledCode(Connection& connection) : connection_(connection) {}

  /// Of the first function, operator or cast in `sql` that somebody wrote, by its name alone:
  /// "function price()"; "" where there is none. Asks the server once.
  std::string named_in(const std::string& sql);

 private:
  using Names = std::map<std::string, std::string>;

  const Names& names();

  Connection& connection_;
  std::optional<Names> names_;  ///< by function, type or operator: what it is, for people
};

}  // namespace tenon::introspect::postgresql
