#include "error.hpp"

#include <string>

namespace tenon::sqlite {

namespace {

// https://www.sqlite.org/rescode.html
ErrorKind kind_of(int code) {
  switch (code & 0xff) {
    case SQLITE_BUSY:  // also BUSY_SNAPSHOT: someone wrote between this transaction's read and
                       // write
    case SQLITE_LOCKED:
    case SQLITE_SCHEMA:
      return ErrorKind::conflict;
    case SQLITE_INTERRUPT:
      return ErrorKind::timeout;
    case SQLITE_CONSTRAINT:
      return code == SQLITE_CONSTRAINT_DATATYPE ? ErrorKind::bad_value
                                                : ErrorKind::constraint_violated;
    case SQLITE_TOOBIG:
    case SQLITE_MISMATCH:
      return ErrorKind::bad_value;
    case SQLITE_RANGE:  // more parameters than the statement has
    case SQLITE_MISUSE:
      return ErrorKind::misuse;
    case SQLITE_ERROR:
      return ErrorKind::bad_sql;
    default:
      return ErrorKind::environment;
  }
}

// The standard's states, so that callers find the same ones as from PostgreSQL.
struct ConstraintFacts {
  ConstraintKind kind;
  const char* sqlstate;
};

ConstraintFacts constraint_of(int code) {
  switch (code) {
    case SQLITE_CONSTRAINT_UNIQUE:
    case SQLITE_CONSTRAINT_PRIMARYKEY:
    case SQLITE_CONSTRAINT_ROWID:
      return {ConstraintKind::unique, "23505"};
    case SQLITE_CONSTRAINT_FOREIGNKEY:
      return {ConstraintKind::foreign_key, "23503"};
    case SQLITE_CONSTRAINT_NOTNULL:
      return {ConstraintKind::not_null, "23502"};
    case SQLITE_CONSTRAINT_CHECK:
      return {ConstraintKind::check, "23514"};
    default:
      return {ConstraintKind::none, "23000"};
  }
}

// "UNIQUE constraint failed: users.email, users.name" | "… failed: index 'name'" | "CHECK
// constraint failed: users_role_check": SQLite has no other place for these names.
void read_constraint(Error& error, ConstraintFacts facts, std::string_view message) {
  const std::size_t colon = message.find(": ");
  std::string_view names =
      colon == std::string_view::npos ? std::string_view{} : message.substr(colon + 2);
  if (facts.kind == ConstraintKind::check) {
    error.set_constraint(facts.kind, names, "");
    return;
  }
  if (names.starts_with("index '") && names.ends_with('\'')) {
    error.set_constraint(facts.kind, names.substr(7, names.size() - 8), "");
    return;
  }
  // A point may stand in the table's name (its schema's), not in a column's.
  error.set_constraint(facts.kind, "",
                       names.substr(0, names.substr(0, names.find(", ")).rfind('.')));
  while (!names.empty()) {
    const std::size_t comma = names.find(", ");
    const std::string_view name = names.substr(0, comma);
    error.add_column(name.substr(name.rfind('.') + 1));
    names = comma == std::string_view::npos ? std::string_view{} : names.substr(comma + 2);
  }
}

}  // namespace

Error last_error(sqlite3* db, std::string_view sql) {
  const int code = sqlite3_extended_errcode(db);
  const std::string message = sqlite3_errmsg(db);
  // Known by its text alone: a sum of integers that 64 bits do not hold.
  const bool is_overflow = code == SQLITE_ERROR && message == "integer overflow";
  Error error{is_overflow ? ErrorKind::bad_value : kind_of(code), message};
  error.set_statement(sql);
  if (is_overflow) error.set_sqlstate("22003");
  if ((code & 0xff) == SQLITE_CONSTRAINT && error.kind() == ErrorKind::constraint_violated) {
    const ConstraintFacts facts = constraint_of(code);
    error.set_sqlstate(facts.sqlstate);
    read_constraint(error, facts, message);
  }
  return error;
}

}  // namespace tenon::sqlite
