#include "page_cursor.hpp"

#include <bit>
#include <cstdint>
#include <cstring>
#include <utility>

#include <tenon/error.hpp>
#include <tenon/statement.hpp>

namespace tenon::detail {

namespace {

constexpr char version = 1;
constexpr std::size_t hash_size = 8;

[[noreturn]] void refuse() {
  throw Error{ErrorKind::bad_value, "this is not a cursor of this list in this order"}.set_argument(
      "after");
}

void append_number(std::string& to, std::uint64_t value) {
  for (int shift = 56; shift >= 0; shift -= 8) to += static_cast<char>(value >> shift & 0xFF);
}

void append_text(std::string& to, std::string_view text) {
  append_number(to, text.size());
  to += text;
}

int column_index(const Row& row, std::string_view name) {
  for (int column = 0; column < row.size(); ++column) {
    if (row.name(column) == name) return column;
  }
  throw Error{ErrorKind::misuse, "an order names a column that is not of this table"};
}

void append_value(std::string& to, const Row& row, int column, const ColumnInfo& info) {
  switch (info.kind) {
    case ValueKind::boolean:
      return append_number(to, row.get<bool>(column) ? 1 : 0);
    case ValueKind::int16:
      return append_number(to, static_cast<std::uint64_t>(row.get<std::int16_t>(column)));
    case ValueKind::int32:
    case ValueKind::int64:
      return append_number(to, static_cast<std::uint64_t>(row.get<std::int64_t>(column)));
    case ValueKind::float32:
    case ValueKind::float64:
      return append_number(to, std::bit_cast<std::uint64_t>(row.get<double>(column)));
    case ValueKind::timestamp:
      return append_number(to, static_cast<std::uint64_t>(row.get<Timestamp>(column).microseconds));
    case ValueKind::date:
      return append_number(to, static_cast<std::uint64_t>(row.get<Date>(column).days));
    case ValueKind::local_timestamp:
      return append_number(
          to, static_cast<std::uint64_t>(row.get<LocalTimestamp>(column).microseconds));
    case ValueKind::time:
      return append_number(to, static_cast<std::uint64_t>(row.get<Time>(column).microseconds));
    case ValueKind::text:
    case ValueKind::untyped_text:
      return append_text(to, row.text(column));
    case ValueKind::bytes: {
      const Bytes bytes = row.get<Bytes>(column);
      return append_text(to, {reinterpret_cast<const char*>(bytes.data()), bytes.size()});
    }
    case ValueKind::uuid: {
      const Uuid uuid = row.get<Uuid>(column);
      return append_text(to, {reinterpret_cast<const char*>(uuid.bytes), sizeof uuid.bytes});
    }
    case ValueKind::decimal: {
      Decimal decimal;
      row.get(column, decimal, info.numeric);
      return append_text(to, to_string(decimal));
    }
    case ValueKind::interval:
    case ValueKind::json:  // have no order, and are no keys
    case ValueKind::none:
      return;
  }
}

std::uint64_t hash_of_order(std::string_view table, const std::vector<Order>& order) {
  std::string text{table};
  for (const Order& part : order) {
    text += '\n';
    text += part.column.name;
    text += part.is_descending ? " desc " : " asc ";
    text += std::to_string(static_cast<int>(part.column.kind));  // a column may change its type
  }
  return hash_of(text);
}

class Reader {
 public:
  explicit Reader(std::string_view bytes) : rest_(bytes) {}

  std::string_view take(std::size_t size) {
    if (size > rest_.size()) refuse();
    const std::string_view taken = rest_.substr(0, size);
    rest_.remove_prefix(size);
    return taken;
  }
  std::uint64_t number() {
    std::uint64_t value = 0;
    for (const char c : take(8)) value = value << 8 | static_cast<unsigned char>(c);
    return value;
  }
  std::string text() { return std::string{take(number())}; }
  bool is_at_end() const { return rest_.empty(); }

 private:
  std::string_view rest_;
};

Bytes bytes_of(std::string_view text) {
  const auto* const data = reinterpret_cast<const std::byte*>(text.data());
  return Bytes{data, data + text.size()};
}

Value read_value(Reader& reader, ValueKind kind) {
  switch (kind) {
    case ValueKind::boolean:
      return Value{reader.number() != 0};
    case ValueKind::int16:
    case ValueKind::int32:
    case ValueKind::int64:
      return Value{static_cast<std::int64_t>(reader.number())};
    case ValueKind::float32:
    case ValueKind::float64:
      return Value{std::bit_cast<double>(reader.number())};
    case ValueKind::timestamp:
      return Value{Timestamp{static_cast<std::int64_t>(reader.number())}};
    case ValueKind::date:
      return Value{Date{static_cast<std::int32_t>(reader.number())}};
    case ValueKind::local_timestamp:
      return Value{LocalTimestamp{static_cast<std::int64_t>(reader.number())}};
    case ValueKind::time:
      return Value{Time{static_cast<std::int64_t>(reader.number())}};
    case ValueKind::text:
    case ValueKind::untyped_text:
      return Value{reader.text()};
    case ValueKind::bytes:
      return Value{bytes_of(reader.text())};
    case ValueKind::uuid: {
      const std::string bytes = reader.text();
      Uuid uuid;
      if (bytes.size() != sizeof uuid.bytes) refuse();
      std::memcpy(uuid.bytes, bytes.data(), bytes.size());
      return Value{uuid};
    }
    case ValueKind::decimal: {
      std::optional<Decimal> decimal = parse_decimal(reader.text());
      if (!decimal) refuse();
      return Value{*std::move(decimal)};
    }
    case ValueKind::interval:
    case ValueKind::json:
    case ValueKind::none:
      break;
  }
  refuse();
}

// base64url (RFC 4648, section 5) without padding.
std::string to_url_text(std::string_view bytes) {
  std::string text = to_base64(bytes_of(bytes));
  while (text.ends_with('=')) text.pop_back();
  for (char& c : text) c = c == '+' ? '-' : c == '/' ? '_' : c;
  return text;
}

std::string from_url_text(std::string_view cursor) {
  std::string text{cursor};
  for (char& c : text) {
    if (c == '+' || c == '/' || c == '=') refuse();
    c = c == '-' ? '+' : c == '_' ? '/' : c;
  }
  while (text.size() % 4 != 0) text += '=';
  const std::optional<Bytes> bytes = parse_base64(text);
  if (!bytes) refuse();
  return {reinterpret_cast<const char*>(bytes->data()), bytes->size()};
}

}  // namespace

std::string encode_position(const Row& row, std::string_view table,
                            const std::vector<Order>& order) {
  std::string bytes(1, version);
  append_number(bytes, hash_of_order(table, order));
  for (const Order& part : order) {
    const int column = column_index(row, part.column.name);
    const bool is_null = row.is_null(column);
    bytes += is_null ? '\0' : '\1';
    if (!is_null) append_value(bytes, row, column, part.column);
  }
  append_number(bytes, hash_of(bytes));
  return to_url_text(bytes);
}

PagePosition decode_position(std::string_view cursor, std::string_view table,
                             const std::vector<Order>& order) {
  const std::string bytes = from_url_text(cursor);
  if (bytes.size() < 1 + 2 * hash_size || bytes.front() != version) refuse();
  const std::string_view body = std::string_view{bytes}.substr(0, bytes.size() - hash_size);
  Reader seal{std::string_view{bytes}.substr(body.size())};
  if (seal.number() != hash_of(body)) refuse();
  Reader reader{body.substr(1)};
  if (reader.number() != hash_of_order(table, order)) refuse();
  PagePosition position;
  for (const Order& part : order) {
    const char mark = reader.take(1).front();
    const bool is_null = mark == '\0';
    if (is_null ? !part.column.is_nullable : mark != '\1') refuse();
    position.parts.push_back({is_null, is_null ? Value{} : read_value(reader, part.column.kind)});
  }
  if (!reader.is_at_end()) refuse();
  return position;
}

}  // namespace tenon::detail
