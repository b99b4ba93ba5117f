#include <string>

#include <tenon/time.hpp>
#include <tenon/validate.hpp>
#include <tenon/violations.hpp>

#include "json/canonical.hpp"
#include "json/time_fault.hpp"
#include "json/tree.hpp"
#include "stored.hpp"
#include "value/civil.hpp"

namespace tenon {
namespace {

/// `msg` and, behind a comma, the reason, which `ctx` has too.
bool refuse_value(Violations& violations, std::string_view field, std::string_view type,
                  const std::string& msg, const std::string& reason) {
  violations.add(field, type, msg + ", " + reason, {{"error", reason}});
  return false;
}

bool check_moment(Violations& violations, std::string_view field, std::int64_t days,
                  bool is_infinite, const char* of_the_year) {
  if (!is_infinite && detail::has_json_year(days)) return true;
  return refuse_value(
      violations, field, "datetime_parsing", "Input should be a valid datetime",
      is_infinite ? "the time is infinite" : detail::year_fault_of(days, of_the_year));
}

}  // namespace

bool check_value(Violations& violations, std::string_view field, Timestamp value) {
  return check_moment(violations, field, detail::days_of(value.microseconds), value.is_infinite(),
                      "the year in UTC");
}

bool check_value(Violations& violations, std::string_view field, LocalTimestamp value) {
  return check_moment(violations, field, detail::days_of(value.microseconds), value.is_infinite(),
                      "the year");
}

bool check_value(Violations& violations, std::string_view field, Date value) {
  return detail::has_json_year(value.days) ||
         refuse_value(violations, field, "date_parsing",
                      "Input should be a valid date in the format YYYY-MM-DD",
                      detail::year_fault_of(value.days, "the year"));
}

bool check_value(Violations& violations, std::string_view field, Time value) {
  return value.is_valid() ||
         refuse_value(violations, field, "time_parsing", "Input should be in a valid time format",
                      "hour value is outside expected range of 0-23");
}

bool check_value(Violations& violations, std::string_view field, const Json& value, int around) {
  const int own = detail::JsonLimits{}.depth - around - (field.empty() ? 1 : 0);
  std::string canonical;
  std::string problem;
  if (detail::canonical_text(value.text, canonical, problem, own)) return true;
  violations.add(field, "json_invalid", "Invalid JSON: " + problem, {{"error", problem}});
  return false;
}

bool detail::refuse_enumerator(Violations& violations, std::string_view field,
                               std::string_view expected) {
  violations.add(field, "enum", "Input should be " + std::string{expected},
                 {{"expected", std::string{expected}}});
  return false;
}

bool detail::refuse_stored(Violations& violations, std::string_view field) {
  const std::string why = refusal_of_codec();
  violations.add(field, "value_error", "Value error, " + why, {{"error", why}});
  return false;
}

}  // namespace tenon
