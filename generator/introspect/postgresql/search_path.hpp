// What the server shows names schemas as far as its search_path does not find things. A database
// and a role may have one of their own; we read by that of the default schema.
#pragma once

#include <exception>

#include <tenon/connection.hpp>

namespace tenon::introspect::postgresql {

/// In a transaction, which it begins and rolls back when there is none, only "public" is searched.
class SearchPath {
 public:
  explicit SearchPath(Connection& connection)
      : connection_(connection), is_own_(!connection.in_transaction()) {
    if (!is_own_) return;
    connection_.begin();
    try {
      connection_.execute("set local search_path = public");
    } catch (...) {
      roll_back();
      throw;
    }
  }
  SearchPath(const SearchPath&) = delete;
  SearchPath& operator=(const SearchPath&) = delete;
  ~SearchPath() { roll_back(); }

 private:
  void roll_back() {
    if (!is_own_) return;
    try {
      connection_.rollback();
    } catch (const std::exception&) {
      // The connection is gone, and the transaction with it.
    }
  }

  Connection& connection_;
  bool is_own_;
};

}  // namespace tenon::introspect::postgresql
