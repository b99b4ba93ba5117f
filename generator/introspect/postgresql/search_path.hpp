// What the server shows names schemas as far as its search_path does not find things, and spells
// texts, times and names as its settings say. A database and a role may have some of their own; we
// read by those that a server begins with, and by the path of the default schema.
#pragma once

#include <exception>
#include <string>

#include <tenon/connection.hpp>
#include <tenon/row.hpp>

#include "schema/sql_text.hpp"

namespace tenon::introspect::postgresql {

/// For the rest of the transaction, in one round trip.
inline void spell_as_ever(Connection& connection, const std::string& search_path) {
  const Rows rows = connection.query(
      "select pg_catalog.set_config(s.name, s.value, true)\n"
      "from (values ('quote_all_identifiers', 'off'), ('standard_conforming_strings', 'on'),\n"
      "  ('transform_null_equals', 'off'), ('array_nulls', 'on'), ('datestyle', 'ISO, MDY'),\n"
      "  ('intervalstyle', 'postgres'), ('bytea_output', 'hex'), ('extra_float_digits', '1'),\n"
      "  ('search_path', " +
      schema::quote_text(search_path) + ")) as s(name, value)");
}

/// In a transaction, which it begins and rolls back when there is none, only `path` is searched.
class SearchPath {
 public:
  explicit SearchPath(Connection& connection, const std::string& path = "public")
      : connection_(connection), is_own_(!connection.in_transaction()) {
    if (!is_own_) return;
    connection_.begin();
    try {
      spell_as_ever(connection_, path);
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
