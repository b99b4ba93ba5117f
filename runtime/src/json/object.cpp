#include <tenon/json.hpp>

#include <charconv>
#include <cmath>
#include <limits>

#include "json/tree.hpp"

namespace tenon {

using detail::JsonValue;

struct JsonObject::State {
  JsonValue root;
  std::vector<bool> asked_for;
  Violations& violations;
  bool is_object = false;

  const JsonValue* find(std::string_view member) {
    for (std::size_t i = 0; i < root.names.size(); ++i) {
      if (root.names[i] != member) continue;
      asked_for[i] = true;
      return &root.elements[i];
    }
    return nullptr;
  }

  /// The member's value; nullptr when it is not there, which is a finding if it has to be.
  const JsonValue* find(std::string_view member, bool required) {
    const JsonValue* value = find(member);
    if (value == nullptr && required && is_object)
      violations.add(member, "missing", "Field required");
    return value;
  }

  bool refuse(std::string_view member, std::string_view type, std::string msg) {
    violations.add(member, type, std::move(msg));
    return false;
  }

  template <class Integer>
  bool take_integer(std::string_view member, bool required, Integer& out) {
    const JsonValue* value = find(member, required);
    if (value == nullptr) return false;
    if (value->kind != JsonValue::Kind::number)
      return refuse(member, "int_type", "Input should be a valid integer");
    if (value->text.find_first_of(".eE") != std::string::npos)
      return refuse(member, "int_from_float",
                    "Input should be a valid integer, got a number with a fractional part");
    const char* const end = value->text.data() + value->text.size();
    const auto [stop, error] = std::from_chars(value->text.data(), end, out);
    if (error == std::errc{} && stop == end) return true;
    return refuse_size(member, value->text.front() == '-',
                       std::to_string(std::numeric_limits<Integer>::min()),
                       std::to_string(std::numeric_limits<Integer>::max()));
  }

  bool refuse_size(std::string_view member, bool negative, const std::string& least,
                   const std::string& most) {
    if (negative) {
      violations.add(member, "greater_than_equal",
                     "Input should be greater than or equal to " + least, {{"ge", least, true}});
    } else {
      violations.add(member, "less_than_equal", "Input should be less than or equal to " + most,
                     {{"le", most, true}});
    }
    return false;
  }

  /// A text member, with `type` as the finding when it is something else.
  const std::string* take_text(std::string_view member, bool required, std::string_view type,
                               const char* msg) {
    const JsonValue* value = find(member, required);
    if (value == nullptr) return nullptr;
    if (value->kind == JsonValue::Kind::text) return &value->text;
    refuse(member, type, msg);
    return nullptr;
  }

  /// A value that has a textual form: `parse` reads it, `code` is the finding when it cannot.
  template <class T, class Parse>
  bool take_parsed(std::string_view member, bool required, T& out, Parse parse,
                   const std::string& name, const char* msg) {
    const std::string* text = take_text(member, required, name + "_type", msg);
    if (text == nullptr) return false;
    std::optional<T> parsed = parse(*text);
    if (!parsed) return refuse(member, name + "_parsing", msg);
    out = std::move(*parsed);
    return true;
  }
};

JsonObject::JsonObject(std::string_view text, Violations& violations)
    : state_(new State{{}, {}, violations}) {
  std::string problem;
  if (!detail::parse_json(text, state_->root, problem)) {
    state_->root = JsonValue{};
    violations.add("", "json_invalid", "Invalid JSON: " + problem, {{"error", problem}});
  } else if (state_->root.kind != JsonValue::Kind::object) {
    violations.add("", "model_type", "Input should be an object");
  } else {
    state_->is_object = true;
    state_->asked_for.resize(state_->root.names.size());
  }
}

JsonObject::~JsonObject() { delete state_; }

bool JsonObject::is_null(std::string_view member) {
  const JsonValue* value = state_->find(member);
  return value != nullptr && value->kind == JsonValue::Kind::null;
}

void JsonObject::finish() {
  for (std::size_t i = 0; i < state_->asked_for.size(); ++i)
    if (!state_->asked_for[i])
      state_->violations.add(state_->root.names[i], "extra_forbidden",
                             "Extra inputs are not permitted");
}

void JsonObject::refuse_enumerator(std::string_view member, std::string_view expected) {
  state_->violations.add(member, "enum", "Input should be " + std::string{expected},
                         {{"expected", std::string{expected}}});
}

bool JsonObject::take(std::string_view member, Presence presence, bool& out) {
  const JsonValue* value = state_->find(member, presence == Presence::required);
  if (value == nullptr) return false;
  if (value->kind != JsonValue::Kind::boolean)
    return state_->refuse(member, "bool_type", "Input should be a valid boolean");
  out = value->boolean;
  return true;
}

bool JsonObject::take(std::string_view member, Presence presence, std::int16_t& out) {
  return state_->take_integer(member, presence == Presence::required, out);
}

bool JsonObject::take(std::string_view member, Presence presence, std::int32_t& out) {
  return state_->take_integer(member, presence == Presence::required, out);
}

bool JsonObject::take(std::string_view member, Presence presence, std::int64_t& out) {
  return state_->take_integer(member, presence == Presence::required, out);
}

bool JsonObject::take(std::string_view member, Presence presence, double& out) {
  const JsonValue* value = state_->find(member, presence == Presence::required);
  if (value == nullptr) return false;
  if (value->kind != JsonValue::Kind::number)
    return state_->refuse(member, "float_type", "Input should be a valid number");
  const auto [stop, error] =
      std::from_chars(value->text.data(), value->text.data() + value->text.size(), out);
  if (error != std::errc{})
    return state_->refuse(member, "finite_number", "Input should be a finite number");
  return true;
}

bool JsonObject::take(std::string_view member, Presence presence, float& out) {
  double wide = 0;
  if (!take(member, presence, wide)) return false;
  if (std::fabs(wide) > static_cast<double>(std::numeric_limits<float>::max()))
    return state_->refuse(member, "finite_number", "Input should be a finite number");
  out = static_cast<float>(wide);
  return true;
}

bool JsonObject::take(std::string_view member, Presence presence, std::string& out) {
  const std::string* text = state_->take_text(member, presence == Presence::required, "string_type",
                                              "Input should be a valid string");
  if (text == nullptr) return false;
  out = *text;
  return true;
}

bool JsonObject::take(std::string_view member, Presence presence, Bytes& out) {
  return state_->take_parsed(member, presence == Presence::required, out, parse_base64, "bytes",
                             "Input should be a valid base64 text");
}

bool JsonObject::take(std::string_view member, Presence presence, Uuid& out) {
  return state_->take_parsed(member, presence == Presence::required, out, parse_uuid, "uuid",
                             "Input should be a valid UUID");
}

bool JsonObject::take(std::string_view member, Presence presence, Timestamp& out) {
  return state_->take_parsed(member, presence == Presence::required, out, parse_timestamp,
                             "datetime",
                             "Input should be a valid datetime with a time zone (RFC 3339)");
}

bool JsonObject::take(std::string_view member, Presence presence, Date& out) {
  return state_->take_parsed(member, presence == Presence::required, out, parse_date, "date",
                             "Input should be a valid date (YYYY-MM-DD)");
}

bool JsonObject::take(std::string_view member, Presence presence, Decimal& out) {
  const JsonValue* value = state_->find(member, presence == Presence::required);
  if (value == nullptr) return false;
  if (value->kind != JsonValue::Kind::text && value->kind != JsonValue::Kind::number)
    return state_->refuse(member, "decimal_type", "Decimal input should be a number or a text");
  std::optional<Decimal> parsed = parse_decimal(value->text);
  if (!parsed) return state_->refuse(member, "decimal_parsing", "Input should be a valid decimal");
  out = std::move(*parsed);
  return true;
}

}  // namespace tenon
