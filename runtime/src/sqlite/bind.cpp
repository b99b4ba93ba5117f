#include "bind.hpp"

#include <cmath>
#include <memory>
#include <string>

#include "../decimal_fit.hpp"
#include "../stored.hpp"
#include "../utf8.hpp"
#include "array.hpp"
#include "error.hpp"
#include "list.hpp"

namespace tenon::sqlite {

namespace {

[[noreturn]] void refuse(int index, const char* reason) {
  throw Error{ErrorKind::bad_value, "parameter $" + std::to_string(index) + " " + reason};
}

void check_text(int index, std::string_view text) {
  if (!detail::is_storable_text(text)) {
    refuse(index, "is not valid UTF-8 or holds a zero byte");
  }
}

int bind_text(sqlite3_stmt* statement, int index, std::string_view text, Lifetime lifetime) {
  // A null pointer would bind NULL.
  const char* const data = text.data() == nullptr ? "" : text.data();
  return sqlite3_bind_text64(statement, index, data, text.size(),
                             lifetime == Lifetime::copied ? SQLITE_TRANSIENT : SQLITE_STATIC,
                             SQLITE_UTF8);
}

int bind_blob(sqlite3_stmt* statement, int index, const Param& param, Lifetime lifetime) {
  if (param.size() == 0) return sqlite3_bind_zeroblob(statement, index, 0);
  return sqlite3_bind_blob64(statement, index, param.data(), param.size(),
                             lifetime == Lifetime::copied ? SQLITE_TRANSIENT : SQLITE_STATIC);
}

int bind_decimal(sqlite3_stmt* statement, int index, const Param& param) {
  const StoredDecimal stored = stored_decimal(param.decimal(), param.numeric());
  if (stored.is_integer) return sqlite3_bind_int64(statement, index, stored.integer);
  return bind_text(statement, index, stored.text, Lifetime::copied);
}

/// Whether the statement takes the parameter's elements apart: tenon_array($1).
bool is_taken_apart(sqlite3_stmt* statement, int index) {
  const char* const name = sqlite3_bind_parameter_name(statement, index);
  const std::string call =
      std::string{Array::pointer_type} + "(" + (name == nullptr ? "?" : name) + ")";
  return std::string_view{sqlite3_sql(statement)}.find(call) != std::string_view::npos;
}

int bind_array(sqlite3_stmt* statement, int index, const Param& param) {
  if (!is_taken_apart(statement, index)) {
    return bind_text(statement, index, list_text(index, param), Lifetime::copied);
  }
  auto array = std::make_unique<Array>(param);
  for (const double real : array->reals) {
    if (std::isnan(real)) refuse(index, "holds NaN, which SQLite cannot hold");
  }
  for (const std::string& text : array->texts) {
    if (!array->is_blob) check_text(index, text);
  }
  return sqlite3_bind_pointer(statement, index, array.release(), Array::pointer_type,
                              [](void* owned) { delete static_cast<Array*>(owned); });
}

int bind_one(sqlite3_stmt* statement, int index, const Param& param, Lifetime lifetime) {
  if (param.is_null()) return sqlite3_bind_null(statement, index);
  if (param.is_array()) return bind_array(statement, index, param);
  switch (param.kind()) {
    case ValueKind::none:
      return sqlite3_bind_null(statement, index);
    case ValueKind::boolean:
    case ValueKind::int16:
    case ValueKind::int32:
    case ValueKind::int64:
    case ValueKind::timestamp:
    case ValueKind::date:
    case ValueKind::local_timestamp:
      return sqlite3_bind_int64(statement, index, param.integer());
    case ValueKind::float32:
    case ValueKind::float64:
      // SQLite would store NULL for it.
      if (std::isnan(param.real())) refuse(index, "is NaN, which SQLite cannot hold");
      return sqlite3_bind_double(statement, index, param.real());
    case ValueKind::text:
    case ValueKind::untyped_text:
      check_text(index, param.text());
      return bind_text(statement, index, param.text(), lifetime);
    case ValueKind::bytes:
    case ValueKind::uuid:
      return bind_blob(statement, index, param, lifetime);
    case ValueKind::decimal:
      return bind_decimal(statement, index, param);
    case ValueKind::time:
      return sqlite3_bind_int64(statement, index,
                                detail::stored_time(Time{param.integer()}).microseconds);
    case ValueKind::interval:
      return bind_text(statement, index, to_string(param.interval()), Lifetime::copied);
    case ValueKind::json:
      return bind_text(statement, index, detail::stored_json(param.text()), Lifetime::copied);
  }
  return SQLITE_MISUSE;
}

}  // namespace

void bind(sqlite3* db, sqlite3_stmt* statement, Params params, Lifetime lifetime) {
  int index = 0;
  for (const Param& param : params) {
    ++index;
    try {
      if (bind_one(statement, index, param, lifetime) != SQLITE_OK)
        throw last_error(db, sqlite3_sql(statement));
    } catch (Error& error) {
      error.set_parameter(index);
      throw;
    }
  }
}

}  // namespace tenon::sqlite
