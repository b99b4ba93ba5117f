// What went wrong, as facts that a caller can act on. Everything the runtime throws is an Error:
// the kind says what to do, the rest says where, in the words of the model where a repository was
// at work. What callers often treat apart has a class of its own, to be caught by it. Values never
// appear in an Error, except in `detail()`, which holds what the server said and has to be asked
// for.
#pragma once

#include <cstdint>
#include <exception>
#include <string>
#include <string_view>
#include <utility>
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
  // Not inline: who throws or catches one need not compile its members, nor its tables.
  Error(const Error& other);
  Error(Error&& other) noexcept;
  Error& operator=(const Error& other);
  Error& operator=(Error&& other) noexcept;
  ~Error() override;

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
  /// The constraint's name; "" where neither the database nor the model tells.
  const std::string& constraint() const noexcept { return constraint_; }
  const std::string& table() const noexcept { return table_; }
  /// The table's schema as PostgreSQL names it; SQLite has none.
  const std::string& schema() const noexcept { return schema_; }
  /// The columns as far as the database names them.
  const std::vector<std::string>& columns() const noexcept { return columns_; }

  /// The entity whose constraint it is, that was not found or changed meanwhile, or to which the
  /// server refused a value (too long, out of range): "User". "" where it is not known for
  /// certain, as behind SQL of one's own.
  const std::string& entity() const noexcept { return entity_; }
  /// The members of the entity that the constraint is about, by their names in C++, through value
  /// objects "address.city"; none where they are not known for certain.
  const std::vector<std::string>& fields() const noexcept { return fields_; }
  /// The same by their names in JSON; "" is a member that JSON never has. Through value objects
  /// "address/city", as a JSON Pointer writes it (RFC 6901; `~0` is `~`, `~1` is `/`).
  const std::vector<std::string>& json_fields() const noexcept { return json_fields_; }
  /// Of a foreign key: a row that was to go is still referred to. Else the constraint's own row
  /// refers to one that is not there.
  bool is_still_referenced() const noexcept { return is_still_referenced_; }

  /// Of bad_value: the value stands in the database already, is none that can be shown, or is what
  /// the statement's own SQL made (a division by zero); nothing that was given is at fault, as far
  /// as the database tells.
  bool is_stored() const noexcept { return is_stored_; }
  /// Of bad_value: what is wrong of a list that was asked for, by its name in the request: "after",
  /// "limit", "offset", a condition of <entity>_query as "ip__ge"; else "".
  const std::string& argument() const noexcept { return argument_; }
  /// Of bad_value: the number of the statement's parameter, from 1; 0 when nobody tells.
  int parameter() const noexcept { return parameter_; }

  /// Whether the same unit of work may succeed when it is run again from its start.
  bool retryable() const noexcept;
  /// Whether the connection can be used after a rollback.
  bool connection_usable() const noexcept { return connection_usable_; }

  Error& set_sqlstate(std::string_view sqlstate);
  Error& set_statement(std::string_view sql);
  Error& set_detail(std::string_view detail);
  Error& set_constraint(ConstraintKind kind, std::string_view name, std::string_view table);
  Error& set_schema(std::string_view schema);
  Error& add_column(std::string_view column);
  Error& set_entity(std::string_view entity);
  Error& add_field(std::string_view field, std::string_view in_json);
  Error& set_still_referenced(bool still);
  Error& set_stored(bool stored);
  Error& set_argument(std::string_view argument);
  Error& set_parameter(int parameter);
  Error& set_connection_usable(bool usable);

 private:
  std::string message_;
  std::string sqlstate_;
  std::string statement_;
  std::string detail_;
  std::string constraint_;
  std::string table_;
  std::string schema_;
  std::vector<std::string> columns_;
  std::string entity_;
  std::vector<std::string> fields_;
  std::vector<std::string> json_fields_;
  std::string argument_;
  int parameter_ = 0;
  ErrorKind kind_;
  ConstraintKind constraint_kind_ = ConstraintKind::none;
  bool connection_usable_ = true;
  bool is_still_referenced_ = false;
  bool is_stored_ = false;
};

/// No row has the key that was asked for.
class NotFound : public Error {
 public:
  /// `key`: "id", or "key" where it has several columns.
  NotFound(std::string_view entity, std::string_view key);
  NotFound(const NotFound&) = default;
  NotFound& operator=(const NotFound&) = default;
  ~NotFound() override;
};

/// The row was changed by someone else since it was read.
class StaleWrite : public Error {
 public:
  explicit StaleWrite(std::string_view entity);
  StaleWrite(const StaleWrite&) = default;
  StaleWrite& operator=(const StaleWrite&) = default;
  ~StaleWrite() override;
};

/// Kind constraint_violated. What a Session throws of it is one of the classes below.
class ConstraintViolation : public Error {
 public:
  explicit ConstraintViolation(Error error) : Error(std::move(error)) {}
};

/// Another row has these values already.
class UniqueViolation : public ConstraintViolation {
 public:
  using ConstraintViolation::ConstraintViolation;
};

/// A row refers to one that is not there; see is_still_referenced().
class ForeignKeyViolation : public ConstraintViolation {
 public:
  using ConstraintViolation::ConstraintViolation;
};

/// A condition of the table is not met.
class CheckViolation : public ConstraintViolation {
 public:
  using ConstraintViolation::ConstraintViolation;
};

/// A column that has to have a value got NULL.
class NotNullViolation : public ConstraintViolation {
 public:
  using ConstraintViolation::ConstraintViolation;
};

/// Two rows exclude each other (PostgreSQL: EXCLUDE).
class ExclusionViolation : public ConstraintViolation {
 public:
  using ConstraintViolation::ConstraintViolation;
};

/// Throws it as the class that its kind has.
[[noreturn]] void raise(Error error);

}  // namespace tenon
