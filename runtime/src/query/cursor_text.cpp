#include "query/cursor_text.hpp"

#include <bit>
#include <cstddef>

#include <tenon/error.hpp>
#include <tenon/statement.hpp>

namespace tenon::detail {
namespace {

constexpr char cursor_version = 1;

[[noreturn]] void refuse(const char* why) {
  throw Error{ErrorKind::bad_value, std::string("this is not a cursor of this list: ") + why};
}

void put(std::string& out, std::uint64_t number) {
  for (int shift = 56; shift >= 0; shift -= 8) out += static_cast<char>(number >> shift);
}

std::uint64_t take(std::string_view& bytes) {
  if (bytes.size() < 8) refuse("it is cut short");
  std::uint64_t number = 0;
  for (std::size_t i = 0; i < 8; ++i) number = number << 8 | static_cast<unsigned char>(bytes[i]);
  bytes.remove_prefix(8);
  return number;
}

/// Kinds whose values travel as a text in the cursor; the others are 64 bits.
bool travels_as_text(ValueKind kind) {
  return kind == ValueKind::text || kind == ValueKind::bytes || kind == ValueKind::uuid ||
         kind == ValueKind::decimal;
}

void put_value(std::string& out, const Param& param) {
  out += static_cast<char>(param.is_null() ? 0 : 1);
  if (param.is_null()) return;
  if (travels_as_text(param.kind())) {
    const std::string text =
        param.kind() == ValueKind::decimal ? to_string(param.decimal()) : std::string{param.text()};
    put(out, text.size());
    out += text;
  } else if (param.kind() == ValueKind::float32 || param.kind() == ValueKind::float64) {
    put(out, std::bit_cast<std::uint64_t>(param.real()));
  } else {
    put(out, static_cast<std::uint64_t>(param.integer()));
  }
}

std::string_view take_text(std::string_view& bytes) {
  const std::uint64_t size = take(bytes);
  if (size > bytes.size()) refuse("it is cut short");
  const std::string_view text = bytes.substr(0, size);
  bytes.remove_prefix(size);
  return text;
}

Value take_value(std::string_view& bytes, const ColumnInfo& column) {
  if (bytes.empty()) refuse("it is cut short");
  const bool is_null = bytes.front() == 0;
  bytes.remove_prefix(1);
  if (is_null) return Value{Param::null(column.kind)};
  switch (column.kind) {
    case ValueKind::text:
    case ValueKind::bytes:
      return Value{Param::raw(column.kind, take_text(bytes))};
    case ValueKind::uuid: {
      const std::string_view text = take_text(bytes);
      if (text.size() != 16) refuse("a value in it has the wrong size");
      return Value{Param::raw(column.kind, text)};
    }
    case ValueKind::decimal: {
      const std::optional<Decimal> decimal = parse_decimal(take_text(bytes));
      if (!decimal) refuse("a value in it is no number");
      return Value{Param{*decimal, column.numeric}};
    }
    case ValueKind::float32:
    case ValueKind::float64:
      return Value{Param{std::bit_cast<double>(take(bytes))}};
    case ValueKind::boolean:
      return Value{Param{take(bytes) != 0}};
    case ValueKind::timestamp:
      return Value{Param{Timestamp{static_cast<std::int64_t>(take(bytes))}}};
    case ValueKind::date:
      return Value{Param{Date{static_cast<std::int32_t>(take(bytes))}}};
    default:
      return Value{Param{static_cast<std::int64_t>(take(bytes))}};
  }
}

/// Base64 for URLs, without padding (RFC 4648, 5).
std::string to_url(std::string_view bytes) {
  const auto* first = reinterpret_cast<const std::byte*>(bytes.data());
  std::string text = to_base64(Bytes(first, first + bytes.size()));
  while (!text.empty() && text.back() == '=') text.pop_back();
  for (char& c : text) c = c == '+' ? '-' : c == '/' ? '_' : c;
  return text;
}

std::string from_url(std::string_view url) {
  std::string text{url};
  for (char& c : text) c = c == '-' ? '+' : c == '_' ? '/' : c;
  text.append((4 - text.size() % 4) % 4, '=');
  const std::optional<Bytes> bytes = parse_base64(text);
  if (!bytes) refuse("it has characters that no cursor has");
  return {reinterpret_cast<const char*>(bytes->data()), bytes->size()};
}

}  // namespace

std::string write_cursor(std::uint64_t shape, const std::vector<Value>& values) {
  std::string bytes{cursor_version};
  put(bytes, shape);
  for (const Value& value : values) put_value(bytes, value.param());
  put(bytes, hash_of(bytes));
  return to_url(bytes);
}

std::vector<Value> read_cursor(std::string_view text, std::uint64_t shape,
                               const std::vector<Order>& order) {
  const std::string decoded = from_url(text);
  std::string_view bytes = decoded;
  if (bytes.size() < 17 || bytes.front() != cursor_version)
    refuse("it is of another version or cut short");
  std::string_view sum = bytes.substr(bytes.size() - 8);
  bytes.remove_suffix(8);
  if (take(sum) != hash_of(bytes)) refuse("it was altered");
  bytes.remove_prefix(1);
  if (take(bytes) != shape) refuse("it belongs to another table or order");
  std::vector<Value> values;
  for (const Order& key : order) values.push_back(take_value(bytes, key.column));
  if (!bytes.empty()) refuse("it holds too much");
  return values;
}

}  // namespace tenon::detail
