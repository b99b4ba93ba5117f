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

Error::Error(const Error& other) = default;
Error::Error(Error&& other) noexcept = default;
Error& Error::operator=(const Error& other) = default;
Error& Error::operator=(Error&& other) noexcept = default;
Error::~Error() = default;

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

Error& Error::set_schema(std::string_view schema) {
  schema_ = schema;
  return *this;
}

Error& Error::set_entity(std::string_view entity) {
  entity_ = entity;
  return *this;
}

Error& Error::add_field(std::string_view field, std::string_view in_json) {
  fields_.emplace_back(field);
  json_fields_.emplace_back(in_json);
  return *this;
}

Error& Error::set_still_referenced(bool still) {
  is_still_referenced_ = still;
  return *this;
}

Error& Error::set_stored(bool stored) {
  is_stored_ = stored;
  return *this;
}

Error& Error::set_argument(std::string_view argument) {
  argument_ = argument;
  return *this;
}

Error& Error::set_parameter(int parameter) {
  parameter_ = parameter;
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

NotFound::NotFound(std::string_view entity, std::string_view key)
    : Error(ErrorKind::not_found, "no " + std::string{entity} + " has this " + std::string{key}) {
  set_entity(entity);
}

NotFound::~NotFound() = default;

StaleWrite::StaleWrite(std::string_view entity)
    : Error(ErrorKind::stale_write,
            "the " + std::string{entity} + " was changed since it was read") {
  set_entity(entity);
}

StaleWrite::~StaleWrite() = default;

void raise(Error error) {
  if (error.kind() != ErrorKind::constraint_violated) throw error;
  switch (error.constraint_kind()) {
    case ConstraintKind::unique:
      throw UniqueViolation{std::move(error)};
    case ConstraintKind::foreign_key:
      throw ForeignKeyViolation{std::move(error)};
    case ConstraintKind::check:
      throw CheckViolation{std::move(error)};
    case ConstraintKind::not_null:
      throw NotNullViolation{std::move(error)};
    case ConstraintKind::exclusion:
      throw ExclusionViolation{std::move(error)};
    case ConstraintKind::none:
      break;
  }
  throw ConstraintViolation{std::move(error)};
}

}  // namespace tenon
