#include "command/seed_value.hpp"

#include <charconv>
#include <optional>
#include <string_view>

#include <tenon/canonical_json.hpp>
#include <tenon/json.hpp>
#include <tenon/local_timestamp.hpp>

#include "base/text.hpp"
#include "command/seed_rules.hpp"

namespace tenon::command {
namespace {

using base::JsonNode;
using model::TypeKind;

template <class T>
constexpr bool is_list_of = false;
template <class T>
constexpr bool is_list_of<std::vector<T>> = !std::is_same_v<std::vector<T>, Bytes>;

template <class T>
class SeedValueOf final : public SeedValue {
 public:
  SeedValueOf(const model::Field& field, std::optional<T> value)
      : field_(&field), value_(std::move(value)) {}

  bool is_null() const override { return !value_; }

  std::string text() const override {
    JsonWriter json{{.every_time = true}};
    json.value(value_);
    return json.take();
  }

  Param param() const override {
    const bool is_untyped = field_->type.kind == TypeKind::enumeration || field_->type.is_foreign();
    return is_untyped ? typed().untyped() : typed();
  }

  std::shared_ptr<const SeedValue> read(const Row& row, int column) const override {
    std::optional<T> value;
    if constexpr (std::is_same_v<T, Decimal> || std::is_same_v<T, std::vector<Decimal>>) {
      row.get(column, value, numeric());
    } else {
      row.get(column, value);
    }
    return std::make_shared<SeedValueOf>(*field_, std::move(value));
  }

  bool equals(const SeedValue& other) const override {
    return value_ == static_cast<const SeedValueOf&>(other).value_;
  }

  void check(const model::Field& field, Violations& violations) const override {
    if (!value_) return;
    if constexpr (is_list_of<T>) {
      check_seed_list(*value_, field, violations);
    } else {
      check_seed_value(*value_, field.type, field.rules, violations);
    }
  }

 private:
  Numeric numeric() const {
    return field_->type.precision > 0 ? Numeric{field_->type.precision, field_->type.scale}
                                      : Numeric{};
  }
  Param typed() const {
    if constexpr (std::is_same_v<T, Decimal> || std::is_same_v<T, std::vector<Decimal>>) {
      return Param{value_, numeric()};
    } else {
      return Param{value_};
    }
  }

  const model::Field* field_;
  std::optional<T> value_;
};

/// Whether a whole number became none but itself: 9007199254740993 is no double. Fractions are
/// rounded to the nearest, as everywhere.
template <class Real>
bool is_exact(const std::string& text, Real value) {
  if (text.find_first_of(".eE") != std::string::npos) return true;
  char digits[512];
  const char* const end =
      std::to_chars(digits, digits + sizeof digits, value, std::chars_format::fixed).ptr;
  return text == std::string_view{digits, static_cast<std::size_t>(end - digits)};
}

/// Reads one value of each type; nothing where the text is none.
template <class T>
std::optional<T> parse_number(const std::string& text) {
  T value{};
  const char* const end = text.data() + text.size();
  const auto [at, error] = std::from_chars(text.data(), end, value);
  if (error != std::errc{} || at != end) return std::nullopt;
  if constexpr (std::is_floating_point_v<T>)
    if (!is_exact(text, value)) return std::nullopt;
  return value;
}

class SeedParser {
 public:
  SeedParser(const model::Field& field, const std::string& name, const SeedReading& reading)
      : field_(field), name_(name), reading_(reading) {}

  /// Calls `found` with an empty value of the type that the column holds.
  std::shared_ptr<const SeedValue> run(const JsonNode& node) {
    switch (field_.type.kind) {
      case TypeKind::boolean:
        return value<bool>(node, "true or false");
      case TypeKind::int16:
        return value<std::int16_t>(node, "a whole number of 16 bits");
      case TypeKind::int32:
        return value<std::int32_t>(node, "a whole number of 32 bits");
      case TypeKind::int64:
        return value<std::int64_t>(node, "a whole number of 64 bits");
      case TypeKind::float32:
        return value<float>(node, "a number");
      case TypeKind::float64:
        return value<double>(node, "a number");
      case TypeKind::string:
        return value<std::string>(node, "a string");
      case TypeKind::enumeration:
        return value<std::string>(node, enumerators());
      case TypeKind::bytes:
        return value<Bytes>(node, "bytes as Base64");
      case TypeKind::uuid:
        return value<Uuid>(node, "a UUID");
      case TypeKind::decimal:
        return value<Decimal>(node, "a decimal number");
      case TypeKind::timestamp:
        return value<Timestamp>(node, "a time like \"2026-11-21T10:15:00Z\"");
      case TypeKind::date:
        return value<Date>(node, "a day like \"2026-11-21\"");
      case TypeKind::local_timestamp:
        return value<LocalTimestamp>(node, "a local time like \"2026-11-21T10:15:00\"");
      case TypeKind::time:
        return value<Time>(node, "a time of day like \"10:15:00\"");
      case TypeKind::interval:
        return value<Interval>(node, "a duration like \"P1DT2H\"");
      case TypeKind::json:
        return value<Json>(node, "JSON");
      case TypeKind::object:
        break;
    }
    return nullptr;
  }

 private:
  std::string enumerators() const {
    std::vector<std::string> texts;
    for (const model::Enumerator& one :
         reading_.model.find_enum(field_.type.enumeration)->enumerators)
      texts.push_back("\"" + one.text + "\"");
    return "one of " + base::join(texts, ", ");
  }

  template <class T>
  std::shared_ptr<const SeedValue> value(const JsonNode& node, const std::string& expected) {
    const bool is_json_null = field_.type.kind == TypeKind::json && !field_.type.is_list &&
                              !field_.type.nullable && !reading_.is_csv;
    if (node.is(JsonNode::Kind::null) && !is_json_null) {
      if (!field_.type.nullable) return refuse(node, expected);
      if (field_.type.is_list)
        return std::make_shared<SeedValueOf<std::vector<T>>>(field_, std::nullopt);
      return std::make_shared<SeedValueOf<T>>(field_, std::nullopt);
    }
    if (field_.type.is_list) return list<T>(node, expected);
    std::optional<T> parsed = parse(node, T{});
    if (!parsed) return refuse(node, expected);
    return checked(node, std::make_shared<SeedValueOf<T>>(field_, std::move(parsed)));
  }

  template <class T>
  std::shared_ptr<const SeedValue> list(const JsonNode& node, const std::string& expected) {
    if (reading_.is_csv) {
      const std::optional<JsonNode> inner = parse_cell(node);
      if (!inner) return nullptr;
      SeedReading reading = reading_;
      reading.is_csv = false;
      return SeedParser{field_, name_, reading}.template list<T>(*inner, expected);
    }
    if (!node.is(JsonNode::Kind::array)) return refuse(node, "a list, each element " + expected);
    std::vector<T> values;
    for (const JsonNode& item : node.items) {
      std::optional<T> parsed = parse(item, T{});
      if (!parsed) return refuse(item, "a list, each element " + expected);
      values.push_back(std::move(*parsed));
    }
    return checked(node, std::make_shared<SeedValueOf<std::vector<T>>>(field_, std::move(values)));
  }

  /// JSON in a cell of CSV; what is wrong with it is told at the cell.
  std::optional<JsonNode> parse_cell(const JsonNode& node) {
    base::Sources sources;
    base::Diagnostics found;
    const int source = sources.add(name_, node.text);
    std::optional<JsonNode> inner = base::parse_json(sources, source, found);
    if (!inner)
      reading_.diagnostics.error(seed_code, node.span,
                                 "'" + name_ + "' is no JSON: " + found.all().front().message,
                                 "a list stands in a cell as JSON: \"[\"\"a\"\", \"\"b\"\"]\"");
    if (inner) move_to(node.span, *inner);
    return inner;
  }

  static void move_to(const base::Span& span, JsonNode& node) {
    node.span = span;
    for (JsonNode& item : node.items) move_to(span, item);
  }

  std::shared_ptr<const SeedValue> refuse(const JsonNode& node, const std::string& expected) {
    const std::string found =
        is_other_kind(node) ? std::string{", not "} + base::describe(node.kind) : "";
    reading_.diagnostics.error(seed_code, node.span, "'" + name_ + "' takes " + expected + found);
    return nullptr;
  }

  /// Whether not its text but what it is was wrong.
  bool is_other_kind(const JsonNode& node) const {
    const TypeKind kind = field_.type.kind;
    const bool is_number = kind >= TypeKind::int16 && kind <= TypeKind::float64;
    switch (node.kind) {
      case JsonNode::Kind::string:
        return !reading_.is_csv && (is_number || kind == TypeKind::boolean);
      case JsonNode::Kind::number:
        return !is_number && kind != TypeKind::decimal;
      default:
        return true;
    }
  }

  std::shared_ptr<const SeedValue> checked(const JsonNode& node,
                                           std::shared_ptr<const SeedValue> value) {
    Violations violations;
    value->check(field_, violations);
    if (violations.empty()) return value;
    std::string message = violations[0].msg;
    if (!message.empty() && message[0] >= 'A' && message[0] <= 'Z') message[0] |= 0x20;
    reading_.diagnostics.error(seed_code, node.span, "'" + name_ + "': " + message);
    return nullptr;
  }

  bool is_text(const JsonNode& node) const { return node.is(JsonNode::Kind::string); }
  bool is_number(const JsonNode& node) const {
    return node.is(JsonNode::Kind::number) || (reading_.is_csv && is_text(node));
  }

  std::optional<bool> parse(const JsonNode& node, bool) const {
    if (node.is(JsonNode::Kind::boolean)) return node.boolean;
    if (!reading_.is_csv || (node.text != "true" && node.text != "false")) return std::nullopt;
    return node.text == "true";
  }
  template <class Number>
  requires std::is_arithmetic_v<Number> std::optional<Number> parse(const JsonNode& node, Number)
  const {
    const bool is_text_of_one =
        std::is_same_v<Number, std::int64_t> && reading_.int64_as_text && is_text(node);
    return is_number(node) || is_text_of_one ? parse_number<Number>(node.text) : std::nullopt;
  }
  std::optional<std::string> parse(const JsonNode& node, const std::string&) const {
    if (!is_text(node)) return std::nullopt;
    if (field_.type.kind != TypeKind::enumeration) return node.text;
    for (const model::Enumerator& one :
         reading_.model.find_enum(field_.type.enumeration)->enumerators)
      if (one.text == node.text) return node.text;
    return std::nullopt;
  }
  std::optional<Bytes> parse(const JsonNode& node, const Bytes&) const {
    return is_text(node) ? parse_base64(node.text) : std::nullopt;
  }
  std::optional<Uuid> parse(const JsonNode& node, const Uuid&) const {
    return is_text(node) ? parse_uuid(node.text) : std::nullopt;
  }
  std::optional<Decimal> parse(const JsonNode& node, const Decimal&) const {
    return is_text(node) || is_number(node) ? parse_decimal(node.text) : std::nullopt;
  }
  std::optional<Timestamp> parse(const JsonNode& node, Timestamp) const {
    return is_text(node) ? parse_timestamp(node.text) : std::nullopt;
  }
  std::optional<Date> parse(const JsonNode& node, Date) const {
    return is_text(node) ? parse_date(node.text) : std::nullopt;
  }
  std::optional<LocalTimestamp> parse(const JsonNode& node, LocalTimestamp) const {
    return is_text(node) ? parse_local_timestamp(node.text) : std::nullopt;
  }
  std::optional<Time> parse(const JsonNode& node, Time) const {
    return is_text(node) ? parse_time(node.text) : std::nullopt;
  }
  std::optional<Interval> parse(const JsonNode& node, const Interval&) const {
    return is_text(node) ? parse_interval(node.text) : std::nullopt;
  }
  std::optional<Json> parse(const JsonNode& node, const Json&) const {
    if (reading_.is_csv) return canonical_json(node.text);
    const std::string& text = reading_.sources.text(node.span.source);
    return canonical_json(text.substr(node.span.begin, node.span.end - node.span.begin));
  }

  const model::Field& field_;
  const std::string& name_;
  const SeedReading& reading_;
};

}  // namespace

std::shared_ptr<const SeedValue> read_seed_value(const JsonNode& node, const model::Field& field,
                                                 const std::string& name,
                                                 const SeedReading& reading) {
  return SeedParser{field, name, reading}.run(node);
}

}  // namespace tenon::command
