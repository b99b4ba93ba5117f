// The values that members of a JsonObject have, each type from what JSON makes of it.
#include <utility>

#include <tenon/json.hpp>

#include "json/canonical.hpp"
#include "json/number.hpp"
#include "json/object_state.hpp"
#include "json/time_fault.hpp"
#include "value/civil.hpp"

namespace tenon {

using detail::JsonValue;

namespace {

/// RFC 3339 has years of four digits and no infinities; the parsers know more, for databases.
bool begins_with_digit(std::string_view text) {
  return !text.empty() && text.front() >= '0' && text.front() <= '9';
}

}  // namespace

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
