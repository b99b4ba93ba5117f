// What went wrong, as facts that a caller can act on. One class for everything the runtime throws:
// the kind says what to do, the rest says where. Values never appear in it, except in `detail()`,
// which holds what the server said and has to be asked for.
#pragma once

#include <cstdint>
#include <exception>
#include <string>
#include <string_view>
#include <vector>

namespace tenon {

/// What a caller can do about an error.
enum class ErrorKind : std::uint8_t {
  connection_lost,      ///< the connection broke; the transaction is gone; try again on a new one
  timeout,              ///< a limit of time was reached: lock, statement, pool
  conflict,             ///< serialisation failure, deadlock, busy: run the whole transaction again
  constraint_violated,  ///< see constraint_kind(), constraint(), table(), columns()
  not_found,            ///< no row has that key
  stale_write,          ///< the row was changed by someone else since it was read
  bad_value,            ///< a value that its column or its C++ type cannot hold
  bad_sql,              ///< a statement that the database does not understand, or may not run
  migration,            ///< a revision could not be applied
  in_doubt,             ///< COMMIT was sent and its answer was lost
  misuse,               ///< the calling code broke a rule of this library
  environment           ///< no database, no permission, no room on the disk
};

enum class ConstraintKind : std::uint8_t { none, unique, foreign_key, check, not_null, exclusion };

/// The kind as its enumerator is spelled.
std::string_view to_text(ErrorKind kind);
std::string_view to_text(ConstraintKind kind);

class Error : public std::exception {
 public:
  Error(ErrorKind kind, std::string message);

  /// One sentence without values, passwords or server detail.
  const char* what() const noexcept override { return message_.c_str(); }
  ErrorKind kind() const noexcept { return kind_; }

  /// Five characters, "" when the error did not come from a server. SQLite has none of its own; its
  /// constraint errors carry the standard's.
  const std::string& sqlstate() const noexcept { return sqlstate_; }
  /// The text of the statement that failed, "" when there was none.
  const std::string& statement() const noexcept { return statement_; }
  /// What the server added. It may hold values of the row: never show it to strangers.
  const std::string& detail() const noexcept { return detail_; }

  ConstraintKind constraint_kind() const noexcept { return constraint_kind_; }
  /// The constraint's name; "" where the database does not tell (SQLite: unique and not null).
  const std::string& constraint() const noexcept { return constraint_; }
  const std::string& table() const noexcept { return table_; }
  /// The columns as far as the database names them.
  const std::vector<std::string>& columns() const noexcept { return columns_; }

  /// Whether the same unit of work may succeed when it is run again from its start.
  bool retryable() const noexcept;
  /// Whether the connection can be used after a rollback.
  bool connection_usable() const noexcept { return connection_usable_; }

  Error& set_sqlstate(std::string_view sqlstate);
  Error& set_statement(std::string_view sql);
  Error& set_detail(std::string_view detail);
  Error& set_constraint(ConstraintKind kind, std::string_view name, std::string_view table);
  Error& add_column(std::string_view column);
  Error& set_connection_usable(bool usable);

 private:
  std::string message_;
  std::string sqlstate_;
  std::string statement_;
  std::string detail_;
  std::string constraint_;
  std::string table_;
  std::vector<std::string> columns_;
  ErrorKind kind_;
  ConstraintKind constraint_kind_ = ConstraintKind::none;
  bool connection_usable_ = true;
};

}  // namespace tenon
