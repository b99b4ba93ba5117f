#include "encoder.hpp"

#include <bit>
#include <limits>

#include <tenon/error.hpp>

#include "../decimal_fit.hpp"
#include "../stored.hpp"
#include "../utf8.hpp"
#include "numeric.hpp"
#include "wire.hpp"

namespace tenon::postgresql {

namespace {

// Formats of a parameter on the wire.
constexpr int text_format = 0;
constexpr int binary_format = 1;

[[noreturn]] void refuse(std::size_t at, const char* reason) {
  const int parameter = static_cast<int>(at) + 1;
  throw Error{ErrorKind::bad_value, "parameter $" + std::to_string(parameter) + " " + reason}
      .set_parameter(parameter);
}

void check_size(std::size_t at, std::size_t size) {
  if (size > static_cast<std::size_t>(std::numeric_limits<int>::max())) refuse(at, "is too long");
}

void check_text(std::size_t at, std::string_view text) {
  if (!detail::is_storable_text(text)) refuse(at, "is not valid UTF-8 or holds a zero byte");
  check_size(at, text.size());
}

// A null pointer would be NULL.
const char* bytes_of(const Param& param) {
  return param.data() == nullptr ? "" : static_cast<const char*>(param.data());
}

/// The server finds the type where the parameter stands (PostgreSQL manual, Parse).
constexpr Oid untyped = 0;

Oid type_of(ValueKind kind) {
  switch (kind) {
    case ValueKind::none:
      return untyped;
    case ValueKind::boolean:
      return oid::boolean;
    case ValueKind::int16:
      return oid::int2;
    case ValueKind::int32:
      return oid::int4;
    case ValueKind::int64:
      return oid::int8;
    case ValueKind::float32:
      return oid::float4;
    case ValueKind::float64:
      return oid::float8;
    case ValueKind::text:
      return oid::text;
    case ValueKind::untyped_text:
      return untyped;
    case ValueKind::bytes:
      return oid::bytea;
    case ValueKind::uuid:
      return oid::uuid;
    case ValueKind::decimal:
      return oid::numeric;
    case ValueKind::timestamp:
      return oid::timestamptz;
    case ValueKind::date:
      return oid::date;
    case ValueKind::local_timestamp:
      return oid::timestamp;
    case ValueKind::time:
      return oid::time;
    case ValueKind::interval:
      return oid::interval;
    case ValueKind::json:
      return oid::jsonb;
  }
  return 0;
}

Oid array_type_of(ValueKind kind) {
  switch (kind) {
    case ValueKind::int16:
      return oid::int2_array;
    case ValueKind::int32:
      return oid::int4_array;
    case ValueKind::int64:
      return oid::int8_array;
    case ValueKind::float32:
      return oid::float4_array;
    case ValueKind::float64:
      return oid::float8_array;
    case ValueKind::text:
      return oid::text_array;
    case ValueKind::untyped_text:
      return untyped;
    case ValueKind::bytes:
      return oid::bytea_array;
    case ValueKind::uuid:
      return oid::uuid_array;
    case ValueKind::decimal:
      return oid::numeric_array;
    case ValueKind::timestamp:
      return oid::timestamptz_array;
    case ValueKind::date:
      return oid::date_array;
    case ValueKind::local_timestamp:
      return oid::timestamp_array;
    case ValueKind::time:
      return oid::time_array;
    case ValueKind::interval:
      return oid::interval_array;
    case ValueKind::json:
      return oid::jsonb_array;
    case ValueKind::boolean:
      return oid::boolean_array;
    case ValueKind::none:
      return 0;
  }
  return 0;
}

std::uint64_t mixed(std::uint64_t signature, Oid type) {
  return (signature + type) * 0x9E3779B97F4A7C15ULL;
}

std::uint64_t wire_timestamp(std::size_t at, Timestamp value) {
  // The ends of int64 mean the infinities on both sides.
  if (value.is_infinite()) return static_cast<std::uint64_t>(value.microseconds);
  if (value.microseconds <= std::numeric_limits<std::int64_t>::min() + epoch_microseconds) {
    refuse(at, "is a time that PostgreSQL cannot hold");
  }
  return static_cast<std::uint64_t>(value.microseconds - epoch_microseconds);
}

std::uint32_t wire_date(std::size_t at, std::int64_t days) {
  const std::int64_t shifted = days - epoch_days;
  if (shifted <= std::numeric_limits<std::int32_t>::min()) {
    refuse(at, "is a date that PostgreSQL cannot hold");
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

// A value with its length before it, as it stands in an array.
void append_value(std::string& to, std::size_t at, const Param& param) {
  if (param.is_null()) return append32(to, static_cast<std::uint32_t>(-1));
  const auto integer = static_cast<std::uint64_t>(param.integer());
  switch (param.kind()) {
    case ValueKind::boolean:
      append32(to, 1);
      to += static_cast<char>(integer);
      return;
    case ValueKind::int16:
      append32(to, 2);
      return append16(to, static_cast<std::uint16_t>(integer));
    case ValueKind::int32:
      append32(to, 4);
      return append32(to, static_cast<std::uint32_t>(integer));
    case ValueKind::int64:
      append32(to, 8);
      return append64(to, integer);
    case ValueKind::float32:
      append32(to, 4);
      return append32(to, std::bit_cast<std::uint32_t>(static_cast<float>(param.real())));
    case ValueKind::float64:
      append32(to, 8);
      return append64(to, std::bit_cast<std::uint64_t>(param.real()));
    case ValueKind::text:
    case ValueKind::untyped_text:
      check_text(at, param.text());
      return append_sized(to, param.text());
    case ValueKind::bytes:
    case ValueKind::uuid:
      check_size(at, param.size());
      return append_sized(to, {static_cast<const char*>(param.data()), param.size()});
    case ValueKind::decimal: {
      std::string numeric;
      append_numeric(numeric, detail::fitted(param.decimal(), param.numeric()));
      return append_sized(to, numeric);
    }
    case ValueKind::timestamp:
      append32(to, 8);
      return append64(to, wire_timestamp(at, Timestamp{param.integer()}));
    case ValueKind::date:
      append32(to, 4);
      return append32(to, wire_date(at, param.integer()));
    case ValueKind::local_timestamp:
      append32(to, 8);
      return append64(to, wire_timestamp(at, Timestamp{param.integer()}));
    case ValueKind::time:
      append32(to, 8);
      return append64(to, wire_time(param.integer()));
    case ValueKind::interval:
      append32(to, 16);
      return append_interval(to, param.interval());
    case ValueKind::json:
      return append_sized(to, wire_json(param.text()));
    case ValueKind::none:
      return;  // always null
  }
}

// Before the elements of an array of one dimension; their number stands at this place.
constexpr std::size_t flags_at = 4;
constexpr std::size_t count_at = 12;

void append_head(std::string& to, ValueKind kind, std::size_t count) {
  append32(to, 1);  // dimensions
  append32(to, 0);  // no NULLs
  append32(to, type_of(kind));
  append32(to, static_cast<std::uint32_t>(count));
  append32(to, 1);  // lower bound
}

std::string encoded_array(std::size_t at, const Param& array) {
  std::string bytes;
  // What the server finds the type of is sent as array_literal() elsewhere; here it is text.
  const bool is_untyped = array.kind() == ValueKind::untyped_text;
  append_head(bytes, is_untyped ? ValueKind::text : array.kind(), array.size());
  if (array.size() == 0) {
    store32(bytes.data(), 0);  // an empty array has no dimensions, and nothing behind its type
    bytes.resize(count_at);
  }
  for (std::size_t i = 0; i < array.size(); ++i) append_value(bytes, at, array.element(i));
  return bytes;
}

/// `{"a","it's"}`: in binary form an array says the type of its elements, which nobody knows here.
std::string array_literal(std::size_t at, const Param& array) {
  std::string text = "{";
  for (std::size_t i = 0; i < array.size(); ++i) {
    const std::string_view value = array.element(i).text();
    check_text(at, value);
    text += i == 0 ? "\"" : ",\"";
    for (const char c : value) {
      if (c == '"' || c == '\\') text += '\\';
      text += c;
    }
    text += '"';
  }
  return text += '}';
}

}  // namespace

void Encoder::encode(Params params) {
  const std::size_t count = params.size();
  make_room(count);
  // Locals: a store of bytes could change any member, as far as the compiler knows.
  const char** const values = values_.data();
  int* const lengths = lengths_.data();
  int* const formats = formats_.data();
  Oid* const types = types_.data();
  std::uint64_t signature = 0;
  for (std::size_t at = 0; at < count; ++at) {
    const Param& param = params[at];
    const Oid type = param.is_array() ? array_type_of(param.kind()) : type_of(param.kind());
    types[at] = type;
    formats[at] = binary_format;
    signature = mixed(signature, type);
    if (param.is_null()) {
      values[at] = nullptr;
      lengths[at] = 0;
    } else if (type == oid::text) {
      check_text(at, param.text());
      values[at] = bytes_of(param);
      lengths[at] = static_cast<int>(param.size());
    } else {
      encode_other(at, param);
    }
  }
  signature_ = signature;
}

void append_copied(std::string& to, Params row) {
  append16(to, static_cast<std::uint16_t>(row.size()));
  for (std::size_t at = 0; at < row.size(); ++at) {
    const Param& param = row[at];
    if (param.is_array() && !param.is_null())
      append_sized(to, encoded_array(at, param));
    else
      append_value(to, at, param);
  }
}

void Encoder::encode(const ArrayColumns& columns) {
  make_room(columns.size());
  signature_ = 0;
  for (std::size_t at = 0; at < columns.size(); ++at) {
    const std::string_view bytes = columns.bytes(at);
    types_[at] = array_type_of(columns.kind(at));
    formats_[at] = binary_format;
    signature_ = mixed(signature_, types_[at]);
    values_[at] = bytes.data();
    lengths_[at] = static_cast<int>(bytes.size());
  }
}

void Encoder::make_room(std::size_t count) {
  if (count > 65'535) {
    throw Error{ErrorKind::bad_value, "PostgreSQL takes at most 65,535 parameters"};
  }
  if (values_.size() < count) [[unlikely]] {
    grow(count);
  }
  size_ = count;
  if (!long_.empty()) long_.clear();
}

void Encoder::grow(std::size_t count) {
  values_.resize(count);
  lengths_.resize(count);
  types_.resize(count);
  formats_.resize(count, binary_format);
  fixed_.resize(count);
}

char* Encoder::fixed(std::size_t at, int length) {
  values_[at] = fixed_[at].data();
  lengths_[at] = length;
  return fixed_[at].data();
}

void Encoder::set_long(std::size_t at, std::string bytes) {
  check_size(at, bytes.size());
  if (long_.capacity() < size_) long_.reserve(size_);
  long_.push_back(std::move(bytes));
  values_[at] = long_.back().data();
  lengths_[at] = static_cast<int>(long_.back().size());
}

void Encoder::encode_other(std::size_t at, const Param& param) {
  try {
    encode_one(at, param);
  } catch (Error& error) {
    error.set_parameter(static_cast<int>(at) + 1);
    throw;
  }
}

void Encoder::encode_one(std::size_t at, const Param& param) {
  if (param.is_array() && param.kind() == ValueKind::untyped_text) {
    formats_[at] = text_format;
    return set_long(at, array_literal(at, param));
  }
  if (param.is_array()) return set_long(at, encoded_array(at, param));
  const auto integer = static_cast<std::uint64_t>(param.integer());
  switch (param.kind()) {
    case ValueKind::none:
      break;  // always null
    case ValueKind::boolean:
      *fixed(at, 1) = static_cast<char>(integer);
      break;
    case ValueKind::int16:
      store16(fixed(at, 2), static_cast<std::uint16_t>(integer));
      break;
    case ValueKind::int32:
      store32(fixed(at, 4), static_cast<std::uint32_t>(integer));
      break;
    case ValueKind::int64:
      store64(fixed(at, 8), integer);
      break;
    case ValueKind::float32:
      store32(fixed(at, 4), std::bit_cast<std::uint32_t>(static_cast<float>(param.real())));
      break;
    case ValueKind::float64:
      store64(fixed(at, 8), std::bit_cast<std::uint64_t>(param.real()));
      break;
    case ValueKind::text:
      break;  // encode() itself, for it is the most frequent
    case ValueKind::untyped_text:
      // The binary form of a type that nobody knows here is not its text. libpq looks for the zero
      // byte behind a text.
      check_text(at, param.text());
      formats_[at] = text_format;
      set_long(at, std::string{param.text()});
      break;
    case ValueKind::bytes:
    case ValueKind::uuid:
      check_size(at, param.size());
      values_[at] = bytes_of(param);
      lengths_[at] = static_cast<int>(param.size());
      break;
    case ValueKind::decimal: {
      std::string numeric;
      append_numeric(numeric, detail::fitted(param.decimal(), param.numeric()));
      set_long(at, std::move(numeric));
      break;
    }
    case ValueKind::timestamp:
      store64(fixed(at, 8), wire_timestamp(at, Timestamp{param.integer()}));
      break;
    case ValueKind::date:
      store32(fixed(at, 4), wire_date(at, param.integer()));
      break;
    case ValueKind::local_timestamp:
      store64(fixed(at, 8), wire_timestamp(at, Timestamp{param.integer()}));
      break;
    case ValueKind::time:
      store64(fixed(at, 8), wire_time(param.integer()));
      break;
    case ValueKind::interval: {
      std::string interval;
      append_interval(interval, param.interval());
      set_long(at, std::move(interval));
      break;
    }
    case ValueKind::json:
      set_long(at, wire_json(param.text()));
      break;
  }
}

void ArrayColumns::add(Params row) {
  if (columns_.empty()) columns_.resize(row.size());
  if (row.size() != columns_.size()) {
    throw Error{ErrorKind::misuse, "the rows of a batch have different numbers of parameters"};
  }
  for (std::size_t at = 0; at < row.size(); ++at) {
    Column& column = columns_[at];
    const Param& param = row[at];
    if (param.is_array()) {
      // unnest takes arrays of arrays apart down to their last elements.
      throw Error{ErrorKind::misuse, "a list cannot be sent in a bulk statement"};
    }
    // An array says its type: the statement casts its elements where that has to be another.
    const ValueKind kind = param.kind() == ValueKind::untyped_text ? ValueKind::text : param.kind();
    if (rows_ == 0) {
      column.kind = kind;
      append_head(column.bytes, kind, 0);
    } else if (column.kind != kind) {
      throw Error{ErrorKind::misuse, "the rows of a batch have different types of parameters"};
    }
    const std::size_t before = column.bytes.size();
    append_value(column.bytes, at, param);
    size_ += column.bytes.size() - before;
    if (param.is_null()) store32(column.bytes.data() + flags_at, 1);  // there are NULLs
  }
  ++rows_;
  for (Column& column : columns_) {
    store32(column.bytes.data() + count_at, static_cast<std::uint32_t>(rows_));
  }
}

void ArrayColumns::clear() {
  rows_ = 0;
  size_ = 0;
  for (Column& column : columns_) column.bytes.clear();
}

}  // namespace tenon::postgresql
