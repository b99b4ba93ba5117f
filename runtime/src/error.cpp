#include <tenon/error.hpp>

#include <utility>

namespace tenon {

std::string_view to_text(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::connection_lost:
      return "connection_lost";
    case ErrorKind::timeout:
      return "timeout";
    case ErrorKind::conflict:
      return "conflict";
    case ErrorKind::constraint_violated:
      return "constraint_violated";
    case ErrorKind::not_found:
      return "not_found";
    case ErrorKind::stale_write:
      return "stale_write";
    case ErrorKind::bad_value:
      return "bad_value";
    case ErrorKind::bad_sql:
      return "bad_sql";
    case ErrorKind::migration:
      return "migration";
    case ErrorKind::in_doubt:
      return "in_doubt";
    case ErrorKind::misuse:
      return "misuse";
    case ErrorKind::environment:
      return "environment";
  }
  return "unknown";
}

std::string_view to_text(ConstraintKind kind) {
  switch (kind) {
    case ConstraintKind::none:
      return "none";
    case ConstraintKind::unique:
      return "unique";
    case ConstraintKind::foreign_key:
      return "foreign_key";
    case ConstraintKind::check:
      return "check";
    case ConstraintKind::not_null:
      return "not_null";
    case ConstraintKind::exclusion:
      return "exclusion";
  }
  return "unknown";
}

Error::Error(ErrorKind kind, std::string message) : message_(std::move(message)), kind_(kind) {
  connection_usable_ = kind != ErrorKind::connection_lost && kind != ErrorKind::in_doubt;
}

bool Error::retryable() const noexcept {
  return kind_ == ErrorKind::connection_lost || kind_ == ErrorKind::conflict;
}

Error& Error::set_sqlstate(std::string_view sqlstate) {
  sqlstate_ = sqlstate;
  return *this;
}

Error& Error::set_statement(std::string_view sql) {
  statement_ = sql;
  return *this;
}

Error& Error::set_detail(std::string_view detail) {
  detail_ = detail;
  return *this;
}

Error& Error::set_constraint(ConstraintKind kind, std::string_view name, std::string_view table) {
  constraint_kind_ = kind;
  constraint_ = name;
  table_ = table;
  return *this;
}

Error& Error::add_column(std::string_view column) {
  columns_.emplace_back(column);
  return *this;
}

Error& Error::set_connection_usable(bool usable) {
  connection_usable_ = usable;
  return *this;
}

}  // namespace tenon
