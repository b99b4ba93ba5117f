#include "cursor.hpp"

#include <cstring>

#include <tenon/error.hpp>

#include "../number_fit.hpp"
#include "../spare_block.hpp"
#include "../utf8.hpp"
#include "connection.hpp"
#include "error.hpp"
#include "list.hpp"

namespace tenon::sqlite {

namespace {

thread_local detail::SpareBlock spare;

}  // namespace

void* SqliteCursor::operator new(std::size_t size) { return spare.take(size); }

void SqliteCursor::operator delete(void* block) { spare.keep(block); }

std::string_view SqliteRow::name(int column) const {
  const char* const text =
      statement_ == nullptr ? nullptr : sqlite3_column_name(statement_, column);
  return text == nullptr ? std::string_view{} : std::string_view{text};
}

bool SqliteRow::is_null(int column) const {
  return sqlite3_value_type(value(column)) == SQLITE_NULL;
}

void SqliteRow::refuse(int column, const char* expected) const {
  std::string message = "column '" + std::string{name(column)} + "' ";
  if (column < 0 || column >= size_) {
    message = "the result has no column " + std::to_string(column);
  } else if (is_null(column)) {
    message += "is NULL, expected " + std::string{expected};
  } else {
    message += "is not " + std::string{expected};
  }
  throw Error{ErrorKind::bad_value, message}.set_stored(true);
}

std::int64_t SqliteRow::integer(int column) const {
  sqlite3_value* const found = value(column);
  if (sqlite3_value_type(found) != SQLITE_INTEGER) refuse(column, "an integer");
  return sqlite3_value_int64(found);
}

std::int64_t SqliteRow::number(int column) const {
  sqlite3_value* const found = value(column);
  if (sqlite3_value_type(found) != SQLITE_FLOAT) return integer(column);
  return detail::whole_number(name(column), sqlite3_value_double(found));
}

void SqliteRow::get(int column, bool& out) const {
  const std::int64_t found = integer(column);
  if (found != 0 && found != 1) refuse(column, "0 or 1, as a bool is");
  out = found == 1;
}

void SqliteRow::get(int column, std::int16_t& out) const {
  const std::int64_t found = number(column);
  out = static_cast<std::int16_t>(found);
  if (out != found) out = detail::fitted_integer<std::int16_t>(name(column), found);
}

void SqliteRow::get(int column, std::int32_t& out) const {
  const std::int64_t found = number(column);
  out = static_cast<std::int32_t>(found);
  if (out != found) out = detail::fitted_integer<std::int32_t>(name(column), found);
}

void SqliteRow::get(int column, std::int64_t& out) const { out = number(column); }

void SqliteRow::get(int column, float& out) const {
  double wide = 0;
  get(column, wide);
  out = detail::exact_float(name(column), wide);
}

void SqliteRow::get(int column, double& out) const {
  sqlite3_value* const found = value(column);
  const int type = sqlite3_value_type(found);
  if (type == SQLITE_INTEGER) {
    out = detail::exact_double(name(column), sqlite3_value_int64(found));
  } else if (type == SQLITE_FLOAT) {
    out = sqlite3_value_double(found);
  } else {
    refuse(column, "a floating point number");
  }
}

std::string_view SqliteRow::text(int column) const {
  sqlite3_value* const found = value(column);
  if (sqlite3_value_type(found) != SQLITE_TEXT) refuse(column, "text");
  const char* const data = reinterpret_cast<const char*>(sqlite3_value_text(found));
  const std::string_view view{data, static_cast<std::size_t>(sqlite3_value_bytes(found))};
  if (!detail::is_storable_text(view)) refuse(column, "valid UTF-8");
  return view;
}

void SqliteRow::get(int column, std::string& out) const { out.assign(text(column)); }

void SqliteRow::get(int column, Bytes& out) const {
  sqlite3_value* const found = value(column);
  if (sqlite3_value_type(found) != SQLITE_BLOB) refuse(column, "a BLOB");
  const auto* const data = static_cast<const std::byte*>(sqlite3_value_blob(found));
  out.assign(data, data + sqlite3_value_bytes(found));
}

void SqliteRow::get(int column, Uuid& out) const {
  sqlite3_value* const found = value(column);
  if (sqlite3_value_type(found) != SQLITE_BLOB ||
      sqlite3_value_bytes(found) != static_cast<int>(sizeof out.bytes)) {
    refuse(column, "a BLOB of 16 bytes, as a Uuid is");
  }
  std::memcpy(out.bytes, sqlite3_value_blob(found), sizeof out.bytes);
}

void SqliteRow::get(int column, Timestamp& out) const { out.microseconds = integer(column); }

void SqliteRow::get(int column, Date& out) const {
  out.days = detail::fitted_integer<std::int32_t>(name(column), integer(column));
}

void SqliteRow::get(int column, LocalTimestamp& out) const { out.microseconds = integer(column); }

void SqliteRow::get(int column, Time& out) const {
  const Time found{integer(column)};
  if (!found.is_valid()) refuse(column, "a time of day in microseconds");
  out = found;
}

void SqliteRow::get(int column, Interval& out) const {
  const std::optional<Interval> parsed = parse_interval(text(column));
  if (!parsed) refuse(column, "an interval in ISO 8601");
  out = *parsed;
}

void SqliteRow::get(int column, Json& out) const { out.text.assign(text(column)); }

void SqliteRow::get(int column, Decimal& out, Numeric type) const {
  if (sqlite3_value_type(value(column)) == SQLITE_INTEGER) {
    // Up to 18 digits fit an integer that is scaled by the column's type. Without one nobody knows
    // whether this is such a number or a plain one.
    if (type.precision == 0)
      refuse(column,
             "a Decimal whose digits somebody said: get it with a tenon::Numeric, or as an "
             "integer");
    out = Decimal::from_scaled(integer(column), type.scale);
    return;
  }
  const std::optional<Decimal> parsed = parse_decimal(text(column));
  if (!parsed) refuse(column, "a decimal number");
  out = *parsed;
}

Rows SqliteRow::elements(int column) const {
  if (sqlite3_value_type(value(column)) != SQLITE_TEXT) refuse(column, "a list");
  return read_list(text(column), std::string{name(column)});
}

SqliteCursor::SqliteCursor(SqliteConnection& connection, CachedStatement& statement, bool has_row)
    : connection_(&connection), cached_(&statement), has_first_(has_row), is_finished_(!has_row) {
  statement_ = statement.handle.get();
  size_ = sqlite3_column_count(statement_);
  connection_->attach(*this);
}

SqliteCursor::~SqliteCursor() { close(); }

void SqliteCursor::close() noexcept {
  if (connection_ == nullptr) return;
  connection_->detach(*this);
  connection_->give_back(*cached_);
  connection_ = nullptr;
  statement_ = nullptr;
  size_ = 0;
  forget();
}

bool SqliteCursor::advance() {
  std::atomic<bool>* const in_use = connection_ != nullptr ? connection_->in_use() : nullptr;
  if (in_use == nullptr) return step();
  const detail::Use use{*in_use};
  return step();
}

bool SqliteCursor::step() {
  if (is_finished_) return false;
  if (connection_ == nullptr) {
    throw Error{ErrorKind::misuse, "these rows ended with their transaction"};
  }
  if (has_first_) {
    has_first_ = false;
    return true;
  }
  forget();
  const bool was_inside = connection_->is_inside();
  const int code = sqlite3_step(statement_);
  if (code == SQLITE_ROW) return true;
  is_finished_ = true;
  if (code == SQLITE_DONE) return false;
  connection_->fail(sqlite3_sql(statement_), was_inside);
}

}  // namespace tenon::sqlite
