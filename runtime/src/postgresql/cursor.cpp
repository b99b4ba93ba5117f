#include "cursor.hpp"

#include <bit>
#include <cstring>
#include <limits>
#include <string>
#include <utility>

#include <tenon/error.hpp>

#include "../json/canonical.hpp"
#include "../number_fit.hpp"
#include "../spare_block.hpp"
#include "list.hpp"
#include "wire.hpp"

namespace tenon::postgresql {

namespace {

thread_local detail::SpareBlock spare;

}  // namespace

void* PostgresqlCursor::operator new(std::size_t size) { return spare.take(size); }

void PostgresqlCursor::operator delete(void* block) { spare.keep(block); }

PostgresqlCursor::PostgresqlCursor(Result result)
    : result_(std::move(result)), rows_(PQntuples(result_.get())) {}

std::string_view PostgresqlCursor::name(int column) const {
  const char* const text = PQfname(result_.get(), column);
  return text == nullptr ? std::string_view{} : std::string_view{text};
}

bool PostgresqlCursor::is_null(int column) const {
  return PQgetisnull(result_.get(), row_, column) != 0;
}

Oid PostgresqlCursor::type(int column) const {
  const auto at = static_cast<std::size_t>(column);
  if (at < types_.size() && types_[at] != 0) return types_[at];
  // Out of range gives 0, which is no type of ours.
  const Oid found = PQftype(result_.get(), column);
  if (at < types_.size()) types_[at] = found;
  return found;
}

const char* PostgresqlCursor::fixed(int column, int length, const char* expected) const {
  if (PQgetlength(result_.get(), row_, column) != length) refuse(column, expected);
  return PQgetvalue(result_.get(), row_, column);
}

std::string_view PostgresqlCursor::bytes(int column, const char* expected) const {
  const int length = PQgetlength(result_.get(), row_, column);
  if (length == 0 && is_null(column)) refuse(column, expected);
  return {PQgetvalue(result_.get(), row_, column), static_cast<std::size_t>(length)};
}

void PostgresqlCursor::get(int column, bool& out) const {
  if (type(column) != oid::boolean) refuse(column, "a bool");
  out = *fixed(column, 1, "a bool") != 0;
}

void PostgresqlCursor::get(int column, std::int16_t& out) const {
  constexpr const char* expected = "an integer of 16 bits";
  if (type(column) == oid::int2) {
    out = static_cast<std::int16_t>(load16(fixed(column, 2, expected)));
  } else {
    out = detail::fitted_integer<std::int16_t>(name(column), converted_integer(column, expected));
  }
}

void PostgresqlCursor::get(int column, std::int32_t& out) const {
  constexpr const char* expected = "an integer of 32 bits";
  if (type(column) == oid::int4) {
    out = static_cast<std::int32_t>(load32(fixed(column, 4, expected)));
  } else {
    out = detail::fitted_integer<std::int32_t>(name(column), converted_integer(column, expected));
  }
}

void PostgresqlCursor::get(int column, std::int64_t& out) const {
  constexpr const char* expected = "an integer";
  if (type(column) == oid::int8) {
    out = static_cast<std::int64_t>(load64(fixed(column, 8, expected)));
  } else {
    out = converted_integer(column, expected);
  }
}

void PostgresqlCursor::get(int column, float& out) const {
  if (type(column) == oid::float4) {
    out = std::bit_cast<float>(load32(fixed(column, 4, "a float of 32 bits")));
  } else {
    out = detail::exact_float(name(column), converted_double(column));
  }
}

void PostgresqlCursor::get(int column, double& out) const {
  if (type(column) == oid::float8) {
    out = std::bit_cast<double>(load64(fixed(column, 8, "a floating point number")));
  } else {
    out = converted_double(column);
  }
}

std::string_view PostgresqlCursor::text(int column) const {
  const Oid found = type(column);
  const bool is_text = found == oid::text || found == oid::varchar;
  return is_text ? bytes(column, "text") : converted_text(column);
}

void PostgresqlCursor::get(int column, std::string& out) const { out.assign(text(column)); }

void PostgresqlCursor::get(int column, Bytes& out) const {
  if (type(column) != oid::bytea) refuse(column, "bytes");
  const std::string_view found = bytes(column, "bytes");
  const auto* const data = reinterpret_cast<const std::byte*>(found.data());
  out.assign(data, data + found.size());
}

void PostgresqlCursor::get(int column, Uuid& out) const {
  if (type(column) != oid::uuid) refuse(column, "a uuid");
  std::memcpy(out.bytes, fixed(column, 16, "a uuid"), sizeof out.bytes);
}

std::int64_t PostgresqlCursor::microseconds_since_1970(int column, const char* expected) const {
  const auto found = static_cast<std::int64_t>(load64(fixed(column, 8, expected)));
  const bool is_infinite = Timestamp{found}.is_infinite();
  if (!is_infinite && found > std::numeric_limits<std::int64_t>::max() - epoch_microseconds) {
    refuse(column, "a time that fits 64 bits");
  }
  return is_infinite ? found : found + epoch_microseconds;
}

void PostgresqlCursor::get(int column, Timestamp& out) const {
  constexpr const char* expected = "a timestamp with time zone";
  if (type(column) != oid::timestamptz) refuse(column, expected);
  out.microseconds = microseconds_since_1970(column, expected);
}

void PostgresqlCursor::get(int column, LocalTimestamp& out) const {
  constexpr const char* expected = "a timestamp without time zone";
  if (type(column) != oid::timestamp) refuse(column, expected);
  out.microseconds = microseconds_since_1970(column, expected);
}

void PostgresqlCursor::get(int column, Time& out) const {
  constexpr const char* expected = "a time without time zone";
  if (type(column) != oid::time) refuse(column, expected);
  out.microseconds = static_cast<std::int64_t>(load64(fixed(column, 8, expected)));
}

void PostgresqlCursor::get(int column, Interval& out) const {
  if (type(column) != oid::interval) refuse(column, "an interval");
  const char* const found = fixed(column, 16, "an interval");
  out.microseconds = static_cast<std::int64_t>(load64(found));
  out.days = static_cast<std::int32_t>(load32(found + 8));
  out.months = static_cast<std::int32_t>(load32(found + 12));
}

void PostgresqlCursor::get(int column, Json& out) const {
  const Oid found = type(column);
  if (found != oid::jsonb && found != oid::json) refuse(column, "JSON");
  out.text = detail::without_space(text(column));
}

void PostgresqlCursor::get(int column, Date& out) const {
  if (type(column) != oid::date) refuse(column, "a date");
  const auto found = static_cast<std::int32_t>(load32(fixed(column, 4, "a date")));
  // PostgreSQL's infinities are the ends of its range; Date has none.
  if (found == std::numeric_limits<std::int32_t>::min() ||
      found > std::numeric_limits<std::int32_t>::max() - epoch_days) {
    refuse(column, "a date that Date can hold");
  }
  out.days = found + epoch_days;
}

void PostgresqlCursor::get(int column, Decimal& out, Numeric) const {
  constexpr const char* expected = "a decimal number";
  switch (type(column)) {
    case oid::numeric:
      out = decimal(column);
      break;
    case oid::int8:
    case oid::int4:
    case oid::int2:
      out = Decimal{converted_integer(column, expected)};
      break;
    default:
      refuse(column, expected);
  }
}

Rows PostgresqlCursor::elements(int column) const {
  const std::string_view array = bytes(column, "a list");
  return Rows{new PostgresqlCursor{read_list(type(column), array, std::string{name(column)})}};
}

}  // namespace tenon::postgresql
