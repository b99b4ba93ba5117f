#include "list.hpp"

#include <charconv>
#include <cmath>
#include <cstdint>
#include <limits>
#include <utility>

#include <tenon/error.hpp>

#include "../decimal_fit.hpp"
#include "../json/canonical.hpp"
#include "../json/tree.hpp"
#include "../stored.hpp"
#include "../utf8.hpp"

namespace tenon::sqlite {

namespace {

using detail::append_quoted;
using detail::JsonValue;

constexpr const char* infinity = "Infinity";
constexpr const char* negative_infinity = "-Infinity";

[[noreturn]] void refuse_list(int index, const char* reason) {
  throw Error{ErrorKind::bad_value, "parameter $" + std::to_string(index) + " " + reason};
}

void append_real(std::string& to, int index, double value) {
  if (std::isnan(value)) refuse_list(index, "holds NaN, which SQLite cannot hold");
  if (std::isinf(value)) return append_quoted(to, value > 0 ? infinity : negative_infinity);
  constexpr double exact = 9007199254740992;  // 2^53: up to here each whole number is a double
  if (std::trunc(value) == value && std::fabs(value) < exact) {
    to += std::to_string(static_cast<std::int64_t>(value));
    return;
  }
  char text[32];
  to.append(text, std::to_chars(text, text + sizeof text, value).ptr);
}

std::string decimal_text(const Decimal& value, Numeric type) {
  std::string text = to_string(detail::fitted(value, type));
  if (type.precision == 0 && text.find('.') != std::string::npos) {
    text.erase(text.find_last_not_of('0') + 1);
    if (text.back() == '.') text.pop_back();
  }
  return text;
}

void append_element(std::string& to, int index, const Param& element) {
  switch (element.kind()) {
    case ValueKind::boolean:
      to += element.integer() != 0 ? "true" : "false";
      return;
    case ValueKind::float32:
    case ValueKind::float64:
      return append_real(to, index, element.real());
    case ValueKind::text:
    case ValueKind::untyped_text:
      if (!detail::is_storable_text(element.text())) {
        refuse_list(index, "holds text that is not valid UTF-8 or has a zero byte");
      }
      return append_quoted(to, element.text());
    case ValueKind::bytes: {
      const auto* const data = static_cast<const std::byte*>(element.data());
      return append_quoted(to, to_base64(Bytes{data, data + element.size()}));
    }
    case ValueKind::uuid:
      return append_quoted(to, to_string(*static_cast<const Uuid*>(element.data())));
    case ValueKind::decimal:
      return append_quoted(to, decimal_text(element.decimal(), element.numeric()));
    case ValueKind::int16:
    case ValueKind::int32:
    case ValueKind::int64:
    case ValueKind::timestamp:
    case ValueKind::date:
    case ValueKind::local_timestamp:
      to += std::to_string(element.integer());
      return;
    case ValueKind::time:
      to += std::to_string(detail::stored_time(Time{element.integer()}).microseconds);
      return;
    case ValueKind::interval:
      return append_quoted(to, to_string(element.interval()));
    case ValueKind::json:
      return append_quoted(to, detail::stored_json(element.text()));
    case ValueKind::none:
      return;  // Param makes no arrays of these
  }
}

/// The elements of a JSON array; the one column has the list's name.
class ListCursor final : public detail::Cursor {
 public:
  using Row::get;

  ListCursor(JsonValue list, std::string name) : list_(std::move(list)), name_(std::move(name)) {}

  bool advance() override { return ++next_ <= list_.elements.size(); }
  std::size_t known_size() const override { return list_.elements.size() - next_; }
  int size() const override { return 1; }
  std::string_view name(int) const override { return name_; }
  bool is_null(int) const override { return false; }

  void get(int, bool& out) const override {
    if (now().kind != JsonValue::Kind::boolean) refuse_element("a bool");
    out = now().boolean;
  }
  void get(int, std::int16_t& out) const override { read_integer(out, "an integer of 16 bits"); }
  void get(int, std::int32_t& out) const override { read_integer(out, "an integer of 32 bits"); }
  void get(int, std::int64_t& out) const override { read_integer(out, "an integer"); }
  void get(int column, float& out) const override {
    double wide = 0;
    get(column, wide);
    out = static_cast<float>(wide);
    if (static_cast<double>(out) != wide) refuse_element("a float of 32 bits");
  }
  void get(int, double& out) const override {
    constexpr double endless = std::numeric_limits<double>::infinity();
    const std::string& text = now().text;
    if (now().kind == JsonValue::Kind::text && text == infinity) {
      out = endless;
    } else if (now().kind == JsonValue::Kind::text && text == negative_infinity) {
      out = -endless;
    } else if (now().kind != JsonValue::Kind::number ||
               std::from_chars(text.data(), text.data() + text.size(), out).ec != std::errc{}) {
      refuse_element("a floating point number");
    }
  }
  void get(int column, std::string& out) const override { out.assign(text(column)); }
  void get(int column, Bytes& out) const override {
    std::optional<Bytes> bytes = parse_base64(text(column));
    if (!bytes) refuse_element("bytes in base64");
    out = *std::move(bytes);
  }
  void get(int column, Uuid& out) const override {
    const std::optional<Uuid> uuid = parse_uuid(text(column));
    if (!uuid) refuse_element("a uuid");
    out = *uuid;
  }
  void get(int, Timestamp& out) const override {
    read_integer(out.microseconds, "a time in microseconds");
  }
  void get(int, Date& out) const override { read_integer(out.days, "a date in days"); }
  void get(int, LocalTimestamp& out) const override {
    read_integer(out.microseconds, "a time in microseconds");
  }
  void get(int, Time& out) const override {
    read_integer(out.microseconds, "a time of a day in microseconds");
    if (!out.is_valid()) refuse_element("a time of a day in microseconds");
  }
  void get(int column, Interval& out) const override {
    const std::optional<Interval> interval = parse_interval(text(column));
    if (!interval) refuse_element("an interval in ISO 8601");
    out = *interval;
  }
  void get(int column, Json& out) const override { out.text = text(column); }
  void get(int, Decimal& out, Numeric) const override {
    const bool is_digits =
        now().kind == JsonValue::Kind::text || now().kind == JsonValue::Kind::number;
    std::optional<Decimal> decimal = is_digits ? parse_decimal(now().text) : std::nullopt;
    if (!decimal) refuse_element("a decimal number");
    out = *std::move(decimal);
  }
  std::string_view text(int) const override {
    if (now().kind != JsonValue::Kind::text) refuse_element("text");
    return now().text;
  }

 private:
  Rows elements(int) const override { refuse_element("a list"); }

  const JsonValue& now() const { return list_.elements[next_ - 1]; }

  template <class Integer>
  void read_integer(Integer& out, const char* expected) const {
    const std::string& text = now().text;
    const char* const end = text.data() + text.size();
    const bool is_number = now().kind == JsonValue::Kind::number;
    const std::from_chars_result read = std::from_chars(text.data(), end, out);
    if (!is_number || read.ec != std::errc{} || read.ptr != end) refuse_element(expected);
  }

  [[noreturn]] void refuse_element(const char* expected) const {
    throw Error{ErrorKind::bad_value, "column '" + name_ + "' holds a list whose element " +
                                          std::to_string(next_ - 1) + " is not " + expected}
        .set_stored(true);
  }

  JsonValue list_;
  std::string name_;
  std::size_t next_ = 0;
};

}  // namespace

std::string list_text(int index, const Param& array) {
  std::string text = "[";
  for (std::size_t at = 0; at < array.size(); ++at) {
    if (at > 0) text += ',';
    append_element(text, index, array.element(at));
  }
  text += ']';
  return text;
}

Rows read_list(std::string_view text, std::string column) {
  JsonValue list;
  std::string problem;
  if (!detail::parse_json(text, list, problem) || list.kind != JsonValue::Kind::array) {
    throw Error{ErrorKind::bad_value, "column '" + column + "' is not a list as JSON text"}
        .set_stored(true);
  }
  for (std::size_t at = 0; at < list.elements.size(); ++at) {
    if (list.elements[at].kind != JsonValue::Kind::null) continue;
    throw Error{ErrorKind::bad_value, "column '" + column + "' holds a list whose element " +
                                          std::to_string(at) + " is NULL, expected none that is"}
        .set_stored(true);
  }
  return Rows{new ListCursor{std::move(list), std::move(column)}};
}

}  // namespace tenon::sqlite
