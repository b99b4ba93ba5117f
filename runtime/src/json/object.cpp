#include <tenon/json.hpp>

#include <charconv>
#include <limits>

#include "json/canonical.hpp"
#include "json/number.hpp"
#include "json/time_fault.hpp"
#include "stored.hpp"
#include "utf8.hpp"
#include "value/civil.hpp"

namespace tenon {

using detail::JsonValue;

struct JsonObject::State {
  /// Of a whole text.
  State(Violations& report, JsonForm said)
      : violations(report), form(said), found_before(report.total()) {}
  /// Of an object in it, whose findings come into the outer list when it is finished.
  State(const JsonValue& value, State& around, std::string_view member)
      : root(&value),
        violations(own),
        form(around.form),
        outer(&around.violations),
        name(member),
        is_object(true) {
    asked_for.resize(root->names.size());
  }

  JsonValue parsed;
  const JsonValue* root = &parsed;
  std::vector<bool> asked_for;
  Violations own;
  Violations& violations;
  JsonForm form;
  Violations* outer = nullptr;
  std::string name;
  std::size_t found_before = 0;
  bool is_object = false;
  const JsonValue* list = nullptr;  ///< the member is looked for in here while it is read
  std::size_t element = 0;

  const JsonValue* find(std::string_view member) {
    if (list != nullptr) return &list->elements[element];
    for (std::size_t i = 0; i < asked_for.size(); ++i) {
      if (root->names[i] != member) continue;
      asked_for[i] = true;
      return &root->elements[i];
    }
    return nullptr;
  }

  bool is_faulty(std::string_view member) const {
    for (const Violation& found : own)
      if (found.loc.front().name == member) return true;
    return false;
  }

  /// The member's value; nullptr when it is not there, which is a finding if it has to be.
  const JsonValue* find(std::string_view member, bool required) {
    const JsonValue* value = find(member);
    if (value == nullptr && required && is_object) refuse(member, "missing", "Field required");
    return value;
  }

  bool refuse(std::string_view member, std::string_view type, std::string_view msg,
              std::vector<Violation::Context> ctx = {}) {
    Violation violation{
        {{std::string{member}}}, std::string{type}, std::string{msg}, std::move(ctx)};
    if (list != nullptr) violation.loc.push_back({"", element});
    violations.add(std::move(violation));
    return false;
  }

  template <class Integer>
  bool take_integer(std::string_view member, bool required, Integer& out) {
    const JsonValue* value = find(member, required);
    if (value == nullptr) return false;
    const bool is_text = value->kind == JsonValue::Kind::text && takes_text<Integer>();
    if (value->kind != JsonValue::Kind::number && !is_text)
      return refuse(member, "int_type", "Input should be a valid integer");
    if (is_text && !detail::is_whole_number(value->text))
      return refuse(member, "int_parsing",
                    "Input should be a valid integer, unable to parse string as an integer");
    // 3.0 and 1e3 are floats as JSON is written, and types are not converted.
    if (value->text.find_first_of(".eE") != std::string::npos)
      return refuse(member, "int_type", "Input should be a valid integer");
    const char* const end = value->text.data() + value->text.size();
    const auto [stop, error] = std::from_chars(value->text.data(), end, out);
    if (error == std::errc{} && stop == end) return true;
    return refuse_size(member, value->text.front() == '-',
                       std::to_string(std::numeric_limits<Integer>::min()),
                       std::to_string(std::numeric_limits<Integer>::max()));
  }

  /// Those that not every client holds exactly as a number.
  template <class Integer>
  bool takes_text() const {
    return form.int64_as_text && sizeof(Integer) == sizeof(std::int64_t);
  }

  // Read as what it becomes: on the way through a double, a float's own greatest value is too
  // large.
  template <class Real>
  bool take_real(std::string_view member, bool required, Real& out) {
    const JsonValue* value = find(member, required);
    if (value == nullptr) return false;
    if (value->kind != JsonValue::Kind::number)
      return refuse(member, "float_type", "Input should be a valid number");
    const detail::Fit fit = detail::read_real(value->text, out);
    if (fit == detail::Fit::infinite)
      return refuse(member, "finite_number", "Input should be a finite number");
    if (fit == detail::Fit::good) return true;
    const std::string bits = std::to_string(8 * sizeof(Real));
    return refuse(member, "float_inexact",
                  "Input should be a number that a float of " + bits + " bits can hold",
                  {{"bits", bits, true}});
  }

  bool refuse_size(std::string_view member, bool negative, const std::string& least,
                   const std::string& most) {
    if (negative) {
      refuse(member, "greater_than_equal", "Input should be greater than or equal to " + least,
             {{"ge", least, true}});
    } else {
      refuse(member, "less_than_equal", "Input should be less than or equal to " + most,
             {{"le", most, true}});
    }
    return false;
  }

  /// A text member; `type` is the finding when it is something else.
  const std::string* take_text(std::string_view member, bool required, std::string_view type,
                               std::string_view msg) {
    const JsonValue* value = find(member, required);
    if (value == nullptr) return nullptr;
    if (value->kind == JsonValue::Kind::text) return &value->text;
    refuse(member, type, msg);
    return nullptr;
  }

  bool refuse_json(std::string_view member, const std::string& problem) {
    violations.add(member, "json_invalid", "Invalid JSON: " + problem, {{"error", problem}});
    return false;
  }

  /// A text that `parse` did not understand, and why.
  bool refuse_text(std::string_view member, std::string_view type, const std::string& msg,
                   const std::string& reason) {
    return refuse(member, type, msg + ", " + reason, {{"error", reason}});
  }
  /// The same with the fault that was found in it, if one was.
  bool refuse_text(std::string_view member, std::string_view type, const std::string& msg,
                   std::string_view fault, const char* otherwise) {
    return refuse_text(member, type, msg, fault.empty() ? otherwise : std::string{fault});
  }
  /// A time that was understood: whether its year is one that JSON has.
  bool check_year(std::string_view member, std::string_view type, const std::string& msg,
                  std::string_view text, std::int64_t days) {
    const std::string_view fault = detail::year_fault(text, days);
    return fault.empty() || refuse_text(member, type, msg, std::string{fault});
  }
};

namespace {

/// RFC 3339 has years of four digits and no infinities; the parsers know more, for databases.
bool begins_with_digit(std::string_view text) {
  return !text.empty() && text.front() >= '0' && text.front() <= '9';
}

}  // namespace

JsonObject::JsonObject(std::string_view text, Violations& violations, JsonForm form)
    : state_(new State{violations, form}) {
  std::string problem;
  if (!detail::parse_json(text, state_->parsed, problem)) {
    state_->refuse_json("", problem);
  } else if (state_->parsed.kind != JsonValue::Kind::object) {
    violations.add("", "model_type", "Input should be an object");
  } else {
    state_->is_object = true;
    state_->asked_for.resize(state_->parsed.names.size());
  }
}

JsonObject::JsonObject(JsonValue&& object, Violations& violations)
    : state_(new State{violations, JsonForm{}}) {
  state_->parsed = std::move(object);
  state_->is_object = true;
  state_->asked_for.resize(state_->parsed.names.size());
}

JsonObject::JsonObject(JsonObject& outer, std::string_view member, Presence presence)
    : state_(nullptr) {
  State& from = *outer.state_;
  const JsonValue* value = from.find(member, presence == Presence::required);
  if (value == nullptr) return;
  if (value->kind == JsonValue::Kind::object)
    state_ = new State{*value, from, member};
  else
    from.refuse(member, "model_type", "Input should be an object");
}

bool JsonObject::is_open() const { return state_ != nullptr; }

JsonObject::~JsonObject() { delete state_; }

bool JsonObject::is_null(std::string_view member) {
  const JsonValue* value = state_->find(member);
  return value != nullptr && value->kind == JsonValue::Kind::null;
}

bool JsonObject::finish(const Violations& broken_rules) {
  for (std::size_t i = 0; i < state_->asked_for.size(); ++i)
    if (!state_->asked_for[i] && !state_->form.ignores_unknown)
      state_->refuse(detail::shortened(state_->root->names[i]), "extra_forbidden",
                     "Extra inputs are not permitted");
  if (state_->outer == nullptr) {
    // What was read in part is nothing that an application's rule can judge.
    const bool is_sound = state_->violations.total() == state_->found_before;
    if (is_sound || !broken_rules.are_extra()) state_->violations.add_all(broken_rules);
    return state_->violations.total() == state_->found_before;
  }
  Violations& own = state_->own;
  Violations of_rules;
  for (const Violation& broken : broken_rules)
    if (!state_->is_faulty(broken.loc.front().name)) of_rules.add(broken);
  own.add_all(of_rules);
  state_->outer->add_under({state_->name}, own);
  return own.empty();
}

const std::string* JsonObject::take_text(std::string_view member, Presence presence,
                                         std::string_view expected) {
  const JsonValue* value = state_->find(member, presence == Presence::required);
  if (value == nullptr) return nullptr;
  if (value->kind == JsonValue::Kind::text) return &value->text;
  refuse_enumerator(member, expected);
  return nullptr;
}

void JsonObject::refuse_enumerator(std::string_view member, std::string_view expected) {
  state_->refuse(member, "enum", "Input should be " + std::string{expected},
                 {{"expected", std::string{expected}}});
}

bool JsonObject::refuse_stored(std::string_view member) {
  const std::string why = detail::refusal_of_codec();
  return state_->refuse(member, "value_error", "Value error, " + why, {{"error", why}});
}

bool JsonObject::open_list(std::string_view member, Presence presence, std::size_t& size) {
  const JsonValue* value = state_->find(member, presence == Presence::required);
  if (value == nullptr) return false;
  if (value->kind != JsonValue::Kind::array)
    return state_->refuse(member, "list_type", "Input should be a valid array");
  state_->list = value;
  size = value->elements.size();
  return true;
}

void JsonObject::step_to(std::size_t element) { state_->element = element; }

void JsonObject::close_list() { state_->list = nullptr; }

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
  return state_->take_real(member, presence == Presence::required, out);
}

bool JsonObject::take(std::string_view member, Presence presence, float& out) {
  return state_->take_real(member, presence == Presence::required, out);
}

bool JsonObject::take(std::string_view member, Presence presence, std::string& out) {
  const std::string* text = state_->take_text(member, presence == Presence::required, "string_type",
                                              "Input should be a valid string");
  if (text == nullptr) return false;
  out = *text;
  return true;
}

bool JsonObject::take(std::string_view member, Presence presence, Bytes& out) {
  const std::string* text = state_->take_text(member, presence == Presence::required, "bytes_type",
                                              "Input should be a valid bytes");
  if (text == nullptr) return false;
  std::optional<Bytes> parsed = parse_base64(*text);
  if (!parsed) {
    state_->refuse(member, "bytes_invalid_encoding",
                   "Data should be valid base64: not in its standard form",
                   {{"encoding", "base64"}, {"encoding_error", "not in its standard form"}});
    return false;
  }
  out = std::move(*parsed);
  return true;
}

bool JsonObject::take(std::string_view member, Presence presence, Uuid& out) {
  const std::string* text =
      state_->take_text(member, presence == Presence::required, "uuid_type",
                        "UUID input should be a string, bytes or UUID object");
  if (text == nullptr) return false;
  const std::optional<Uuid> parsed = parse_uuid(*text);
  if (!parsed)
    return state_->refuse_text(member, "uuid_parsing", "Input should be a valid UUID",
                               "expected 8-4-4-4-12 hexadecimal digits");
  out = *parsed;
  return true;
}

bool JsonObject::take(std::string_view member, Presence presence, Timestamp& out) {
  const std::string* text = state_->take_text(member, presence == Presence::required,
                                              "datetime_type", "Input should be a valid datetime");
  if (text == nullptr) return false;
  const std::optional<Timestamp> parsed = parse_timestamp(*text);
  if (!parsed && parse_local_timestamp(*text) && begins_with_digit(*text))
    return state_->refuse(member, "timezone_aware", "Input should have timezone info");
  if (!parsed || !begins_with_digit(*text))
    return state_->refuse_text(member, "datetime_parsing", "Input should be a valid datetime",
                               detail::date_time_fault(*text),
                               "expected date, time and offset as in RFC 3339");
  if (!state_->check_year(member, "datetime_parsing", "Input should be a valid datetime", *text,
                          detail::days_of(parsed->microseconds)))
    return false;
  out = *parsed;
  return true;
}

bool JsonObject::take(std::string_view member, Presence presence, Date& out) {
  constexpr const char* msg = "Input should be a valid date in the format YYYY-MM-DD";
  const std::string* text = state_->take_text(member, presence == Presence::required, "date_type",
                                              "Input should be a valid date");
  if (text == nullptr) return false;
  const std::optional<Date> parsed = parse_date(*text);
  if (!parsed || !begins_with_digit(*text))
    return state_->refuse_text(member, "date_parsing", msg, detail::date_fault(*text),
                               "expected a day of the calendar");
  if (!state_->check_year(member, "date_parsing", msg, *text, parsed->days)) return false;
  out = *parsed;
  return true;
}

bool JsonObject::take(std::string_view member, Presence presence, LocalTimestamp& out) {
  const std::string* text = state_->take_text(member, presence == Presence::required,
                                              "datetime_type", "Input should be a valid datetime");
  if (text == nullptr) return false;
  const std::optional<LocalTimestamp> parsed = parse_local_timestamp(*text);
  if (!parsed && parse_timestamp(*text) && begins_with_digit(*text))
    return state_->refuse(member, "timezone_naive", "Input should not have timezone info");
  if (!parsed || !begins_with_digit(*text))
    return state_->refuse_text(member, "datetime_parsing", "Input should be a valid datetime",
                               detail::date_time_fault(*text),
                               "expected date and time as in ISO 8601, without offset");
  if (!state_->check_year(member, "datetime_parsing", "Input should be a valid datetime", *text,
                          detail::days_of(parsed->microseconds)))
    return false;
  out = *parsed;
  return true;
}

bool JsonObject::take(std::string_view member, Presence presence, Time& out) {
  const std::string* text = state_->take_text(member, presence == Presence::required, "time_type",
                                              "Input should be a valid time");
  if (text == nullptr) return false;
  const std::optional<Time> parsed = parse_time(*text);
  if (!parsed && parse_timestamp("2000-01-01T" + *text))
    return state_->refuse(member, "timezone_naive", "Input should not have timezone info");
  if (!parsed)
    return state_->refuse_text(member, "time_parsing", "Input should be in a valid time format",
                               detail::time_fault(*text), "expected HH:MM:SS, without offset");
  out = *parsed;
  return true;
}

bool JsonObject::take(std::string_view member, Presence presence, Interval& out) {
  const std::string* text =
      state_->take_text(member, presence == Presence::required, "time_delta_type",
                        "Input should be a valid duration");
  if (text == nullptr) return false;
  const std::optional<Interval> parsed = parse_interval(*text);
  if (!parsed)
    return state_->refuse_text(member, "time_delta_parsing", "Input should be a valid duration",
                               "expected an ISO 8601 duration");
  out = *parsed;
  return true;
}

bool JsonObject::take(std::string_view member, Presence presence, Json& out) {
  const JsonValue* value = state_->find(member, presence == Presence::required);
  if (value == nullptr) return false;
  std::string text;
  std::string problem;
  if (!detail::append_canonical(text, *value, problem)) return state_->refuse_json(member, problem);
  out.text = std::move(text);
  return true;
}

bool JsonObject::take(std::string_view member, Presence presence, Decimal& out) {
  const JsonValue* value = state_->find(member, presence == Presence::required);
  if (value == nullptr) return false;
  if (value->kind != JsonValue::Kind::text && value->kind != JsonValue::Kind::number)
    return state_->refuse(member, "decimal_type",
                          "Decimal input should be an integer, float, string or Decimal object");
  std::optional<Decimal> parsed = value->kind == JsonValue::Kind::number
                                      ? detail::decimal_of(value->text)
                                      : parse_decimal(value->text);
  if (!parsed && detail::is_not_finite(value->text))
    return state_->refuse(member, "finite_number", "Input should be a finite number");
  if (!parsed) return state_->refuse(member, "decimal_parsing", "Input should be a valid decimal");
  out = std::move(*parsed);
  return true;
}

}  // namespace tenon
