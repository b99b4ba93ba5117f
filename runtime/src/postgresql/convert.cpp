// Columns of another type than the one that is asked for: converted where nothing is lost, else
// refused in words that say how to get them.
#include <bit>
#include <cstdint>
#include <memory>
#include <new>
#include <optional>
#include <string>
#include <utility>

#include <tenon/error.hpp>

#include "../number_fit.hpp"
#include "../utf8.hpp"
#include "cursor.hpp"
#include "numeric.hpp"
#include "wire.hpp"

namespace tenon::postgresql {

namespace {

/// The server's name of a type of its own; nothing for others.
const char* name_of_type(Oid type) {
  constexpr std::pair<Oid, const char*> names[] = {{oid::boolean, "boolean"},
                                                   {oid::bytea, "bytea"},
                                                   {oid::internal_char, "\"char\""},
                                                   {oid::name, "name"},
                                                   {oid::int8, "bigint"},
                                                   {oid::int2, "smallint"},
                                                   {oid::int4, "integer"},
                                                   {oid::text, "text"},
                                                   {oid::oid, "oid"},
                                                   {oid::json, "json"},
                                                   {142, "xml"},
                                                   {600, "point"},
                                                   {650, "cidr"},
                                                   {oid::float4, "real"},
                                                   {oid::float8, "double precision"},
                                                   {790, "money"},
                                                   {829, "macaddr"},
                                                   {869, "inet"},
                                                   {oid::bpchar, "character"},
                                                   {oid::varchar, "character varying"},
                                                   {oid::date, "date"},
                                                   {oid::time, "time without time zone"},
                                                   {oid::timestamp, "timestamp without time zone"},
                                                   {oid::timestamptz, "timestamp with time zone"},
                                                   {oid::interval, "interval"},
                                                   {1266, "time with time zone"},
                                                   {1560, "bit"},
                                                   {1562, "bit varying"},
                                                   {oid::numeric, "numeric"},
                                                   {2205, "regclass"},
                                                   {2249, "record"},
                                                   {oid::uuid, "uuid"},
                                                   {3614, "tsvector"},
                                                   {oid::jsonb, "jsonb"}};
  for (const auto& [number, name] : names)
    if (number == type) return name;
  return nullptr;
}

/// Zero, nothing or an empty list; of a type that nobody knows an empty text.
std::string sample_value(Oid type) {
  switch (type) {
    case oid::boolean:
      return std::string(1, '\0');
    case oid::int2:
      return std::string(2, '\0');
    case oid::int4:
    case oid::oid:
    case oid::float4:
    case oid::date:
      return std::string(4, '\0');
    case oid::int8:
    case oid::float8:
    case oid::numeric:
    case oid::time:
    case oid::timestamp:
    case oid::timestamptz:
      return std::string(8, '\0');
    case oid::interval:
    case oid::uuid:
      return std::string(16, '\0');
    case oid::json:
      return "null";
    case oid::jsonb:
      return "\1null";
    case oid::text:
    case oid::varchar:
    case oid::bpchar:
    case oid::name:
    case oid::bytea:
      return "";
    default:
      // An array without dimensions. It is no text, and of a type of the user's it may be one.
      return type < oid::first_of_users ? std::string(12, '\0') : "";
  }
}

}  // namespace

void PostgresqlCursor::refuse(int column, const char* expected) const {
  if (column < 0 || column >= size())
    throw Error{ErrorKind::bad_value, "the result has no column " + std::to_string(column)}
        .set_stored(true);
  std::string message = "column '" + std::string{name(column)} + "' is ";
  if (is_null(column)) {
    message += "NULL, expected " + std::string{expected};
  } else {
    const Oid found = PQftype(result_.get(), column);
    const char* const known = name_of_type(found);
    message += "not " + std::string{expected} + " but of the type ";
    message += known != nullptr ? known : "with the number " + std::to_string(found);
  }
  throw Error{ErrorKind::bad_value, message}.set_stored(true);
}

std::int64_t PostgresqlCursor::converted_integer(int column, const char* expected) const {
  switch (type(column)) {
    case oid::int8:
      return static_cast<std::int64_t>(load64(fixed(column, 8, expected)));
    case oid::int4:
      return static_cast<std::int32_t>(load32(fixed(column, 4, expected)));
    case oid::int2:
      return static_cast<std::int16_t>(load16(fixed(column, 2, expected)));
    case oid::oid:
      return load32(fixed(column, 4, expected));
    case oid::numeric:
      return detail::whole_number(name(column), decimal(column));
    case oid::float4:
    case oid::float8:
      return detail::whole_number(name(column), converted_double(column));
    default:
      refuse(column, expected);
  }
}

double PostgresqlCursor::converted_double(int column) const {
  constexpr const char* expected = "a floating point number";
  switch (type(column)) {
    case oid::float8:
      return std::bit_cast<double>(load64(fixed(column, 8, expected)));
    case oid::float4:
      return std::bit_cast<float>(load32(fixed(column, 4, expected)));
    case oid::int8:
    case oid::int4:
    case oid::int2:
      return detail::exact_double(name(column), converted_integer(column, expected));
    case oid::numeric:
      if (is_null(column)) refuse(column, expected);
      // Some would be exact; a program must not depend on which ones come.
      throw Error{ErrorKind::bad_value,
                  "column '" + std::string{name(column)} +
                      "' is numeric, which a floating point number would round: read it as a "
                      "tenon::Decimal, or select cast(… as double precision)"}
          .set_stored(true);
    default:
      refuse(column, expected);
  }
}

std::string_view PostgresqlCursor::converted_text(int column) const {
  constexpr const char* expected = "text";
  const Oid found = type(column);
  switch (found) {
    case oid::text:
    case oid::varchar:
    case oid::bpchar:
    case oid::name:
    case oid::json:
    case oid::unknown:
    case oid::internal_char:
      return bytes(column, expected);
    case oid::jsonb:
      return bytes(column, expected).substr(1);  // after its version
    default:
      break;
  }
  // Of a user's enum and of citext the binary form is the text. Other types of extensions begin
  // with counts, or as jsonb with a version.
  const bool is_of_users = found >= oid::first_of_users;
  const std::string_view read = is_of_users ? bytes(column, expected) : std::string_view{};
  const bool is_text =
      is_of_users && detail::is_storable_text(read) && (read.empty() || read.front() != '\x01');
  if (is_text) return read;
  if (is_null(column)) refuse(column, expected);
  refuse(column, "text (select cast(… as text))");
}

// One row of zeros, in the binary form of each column's type.
detail::Cursor* PostgresqlCursor::sample() const {
  Result row{PQcopyResult(result_.get(), PG_COPYRES_ATTRS)};
  for (int column = 0; row != nullptr && column < size(); ++column) {
    std::string zero = sample_value(PQftype(result_.get(), column));
    if (PQsetvalue(row.get(), 0, column, zero.data(), static_cast<int>(zero.size())) == 0)
      row.reset();
  }
  if (row == nullptr) throw std::bad_alloc{};
  auto cursor = std::make_unique<PostgresqlCursor>(std::move(row));
  cursor->advance();
  return cursor.release();
}

Decimal PostgresqlCursor::decimal(int column) const {
  constexpr const char* expected = "a decimal number";
  std::optional<Decimal> found = read_numeric(bytes(column, expected));
  if (!found)
    throw Error{ErrorKind::bad_value, "column '" + std::string{name(column)} +
                                          "' holds NaN, an infinity or more digits than "
                                          "tenon::Decimal has"}
        .set_stored(true);
  return *std::move(found);
}

}  // namespace tenon::postgresql
