#include "binary_value.hpp"

#include <bit>

#include <tenon/error.hpp>

#include "../decimal_fit.hpp"
#include "../stored.hpp"
#include "numeric.hpp"
#include "parameter_type.hpp"
#include "wire.hpp"

namespace tenon::postgresql {

namespace {

std::uint64_t wire_timestamp(std::size_t at, Timestamp value) {
  // The ends of int64 mean the infinities on both sides.
  if (value.is_infinite()) return static_cast<std::uint64_t>(value.microseconds);
  if (value.microseconds <= std::numeric_limits<std::int64_t>::min() + epoch_microseconds) {
    refuse_value(at, "is a time that PostgreSQL cannot hold");
  }
  return static_cast<std::uint64_t>(value.microseconds - epoch_microseconds);
}

std::uint32_t wire_date(std::size_t at, std::int64_t days) {
  const std::int64_t shifted = days - epoch_days;
  if (shifted <= std::numeric_limits<std::int32_t>::min()) {
    refuse_value(at, "is a date that PostgreSQL cannot hold");
  }
  return static_cast<std::uint32_t>(shifted);
}

void append64(std::string& to, std::uint64_t value) {
  append32(to, static_cast<std::uint32_t>(value >> 32));
  append32(to, static_cast<std::uint32_t>(value));
}

std::uint64_t wire_time(std::int64_t microseconds) {
  return static_cast<std::uint64_t>(detail::stored_time(Time{microseconds}).microseconds);
}

void append_interval(std::string& to, const Interval& value) {
  append64(to, static_cast<std::uint64_t>(value.microseconds));
  append32(to, static_cast<std::uint32_t>(value.days));
  append32(to, static_cast<std::uint32_t>(value.months));
}

// A jsonb is its version, and then its text.
std::string wire_json(std::string_view text) { return '\1' + detail::stored_json(text); }

void append_sized(std::string& to, std::string_view bytes) {
  append32(to, static_cast<std::uint32_t>(bytes.size()));
  to += bytes;
}

}  // namespace

void refuse_value(std::size_t at, const char* reason) {
  const int parameter = static_cast<int>(at) + 1;
  throw Error{ErrorKind::bad_value, "parameter $" + std::to_string(parameter) + " " + reason}
      .set_parameter(parameter);
}

std::size_t store_short(char* to, std::size_t at, const Param& param) {
  const auto integer = static_cast<std::uint64_t>(param.integer());
  switch (param.kind()) {
    case ValueKind::boolean:
      *to = static_cast<char>(integer);
      return 1;
    case ValueKind::int16:
      store16(to, static_cast<std::uint16_t>(integer));
      return 2;
    case ValueKind::int32:
      store32(to, static_cast<std::uint32_t>(integer));
      return 4;
    case ValueKind::int64:
      store64(to, integer);
      return 8;
    case ValueKind::float32:
      store32(to, std::bit_cast<std::uint32_t>(static_cast<float>(param.real())));
      return 4;
    case ValueKind::float64:
      store64(to, std::bit_cast<std::uint64_t>(param.real()));
      return 8;
    case ValueKind::timestamp:
    case ValueKind::local_timestamp:
      store64(to, wire_timestamp(at, Timestamp{param.integer()}));
      return 8;
    case ValueKind::date:
      store32(to, wire_date(at, param.integer()));
      return 4;
    case ValueKind::time:
      store64(to, wire_time(param.integer()));
      return 8;
    case ValueKind::none:
    case ValueKind::text:
    case ValueKind::untyped_text:
    case ValueKind::bytes:
    case ValueKind::uuid:
    case ValueKind::decimal:
    case ValueKind::interval:
    case ValueKind::json:
      break;
  }
  return 0;
}

std::string composed_value(const Param& param) {
  std::string bytes;
  if (param.kind() == ValueKind::decimal)
    append_numeric(bytes, detail::fitted(param.decimal(), param.numeric()));
  else if (param.kind() == ValueKind::interval)
    append_interval(bytes, param.interval());
  else
    bytes = wire_json(param.text());
  return bytes;
}

void append_value(std::string& to, std::size_t at, const Param& param) {
  if (param.is_null()) return append32(to, static_cast<std::uint32_t>(-1));
  char bytes[8];
  if (const std::size_t size = store_short(bytes, at, param); size > 0)
    return append_sized(to, {bytes, size});
  switch (param.kind()) {
    case ValueKind::text:
    case ValueKind::untyped_text:
      check_text(at, param.text());
      return append_sized(to, param.text());
    case ValueKind::bytes:
    case ValueKind::uuid:
      check_size(at, param.size());
      return append_sized(to, {static_cast<const char*>(param.data()), param.size()});
    default:
      return append_sized(to, composed_value(param));
  }
}

void append_array_head(std::string& to, ValueKind element, std::size_t count) {
  append32(to, 1);  // dimensions
  append32(to, 0);  // no NULLs
  append32(to, type_of(element));
  append32(to, static_cast<std::uint32_t>(count));
  append32(to, 1);  // lower bound
}

std::string array_value(std::size_t at, const Param& array) {
  std::string bytes;
  // What the server finds the type of is sent as list_text() elsewhere; here it is text.
  const bool is_untyped = array.kind() == ValueKind::untyped_text;
  append_array_head(bytes, is_untyped ? ValueKind::text : array.kind(), array.size());
  if (array.size() == 0) {
    store32(bytes.data(), 0);  // an empty array has no dimensions, and nothing behind its type
    bytes.resize(array_count_at);
  }
  for (std::size_t i = 0; i < array.size(); ++i) append_value(bytes, at, array.element(i));
  return bytes;
}

void append_copied(std::string& to, Params row) {
  append16(to, static_cast<std::uint16_t>(row.size()));
  for (std::size_t at = 0; at < row.size(); ++at) {
    const Param& param = row[at];
    if (param.is_array() && !param.is_null())
      append_sized(to, array_value(at, param));
    else
      append_value(to, at, param);
  }
}

}  // namespace tenon::postgresql
