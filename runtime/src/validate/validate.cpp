#include <tenon/validate.hpp>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <memory>

#include <re2/re2.h>
#include <tenon/error.hpp>
#include <tenon/violations.hpp>

#include "utf8.hpp"
#include "validate/number_text.hpp"

namespace tenon {
namespace detail {
namespace {

// `read` gives back what a text of so many digits is as a number of this type.
template <class Number, class Read>
std::string shortest(Number value, int least_digits, int most_digits, Read read) {
  if (value == std::floor(value) && std::fabs(value) < Number{1e15F})
    return std::to_string(static_cast<std::int64_t>(value));
  char buffer[32];
  for (int digits = least_digits; digits <= most_digits; ++digits) {
    std::snprintf(buffer, sizeof buffer, "%.*g", digits, static_cast<double>(value));
    if (read(buffer) == value) break;
  }
  return buffer;
}

}  // namespace

std::string number_text(double value) {
  return shortest(value, 15, 17, [](const char* text) { return std::strtod(text, nullptr); });
}

std::string number_text(float value) {
  return shortest(value, 6, 9, [](const char* text) { return std::strtof(text, nullptr); });
}

}  // namespace detail

namespace {

using detail::number_text;

Violation::Context number(std::string name, std::string value) {
  return {std::move(name), std::move(value), true};
}

std::string characters(std::int64_t count) {
  return std::to_string(count) + (count == 1 ? " character" : " characters");
}

bool too_small(Violations& violations, std::string_view field, const std::string& limit) {
  violations.add(field, "greater_than_equal", "Input should be greater than or equal to " + limit,
                 {number("ge", limit)});
  return false;
}

bool too_large(Violations& violations, std::string_view field, const std::string& limit) {
  violations.add(field, "less_than_equal", "Input should be less than or equal to " + limit,
                 {number("le", limit)});
  return false;
}

// HTML standard, 4.10.5.1.5: the pattern of a valid e-mail address.
constexpr char email_expression[] =
    R"(^[a-zA-Z0-9.!#$%&'*+/=?^_`{|}~-]+@[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)"
    R"((?:\.[a-zA-Z0-9](?:[a-zA-Z0-9-]{0,61}[a-zA-Z0-9])?)*$)";

}  // namespace

struct Pattern::Compiled {
  explicit Compiled(std::string_view text, const re2::RE2::Options& options)
      : expression(re2::StringPiece(text.data(), text.size()), options) {}
  re2::RE2 expression;
};

Pattern::Pattern(std::string_view text) : compiled_(nullptr) {
  re2::RE2::Options options;
  options.set_log_errors(false);
  auto compiled = std::make_unique<Compiled>(text, options);
  if (!compiled->expression.ok())
    throw Error{ErrorKind::bad_value,
                "pattern is not one of RE2's: " + compiled->expression.error()};
  compiled_ = compiled.release();
}

Pattern::~Pattern() { delete compiled_; }

bool Pattern::matches(std::string_view text) const {
  return re2::RE2::PartialMatch(re2::StringPiece(text.data(), text.size()), compiled_->expression);
}

std::string_view Pattern::text() const { return compiled_->expression.pattern(); }

bool check_length(Violations& violations, std::string_view field, std::string_view text,
                  std::int64_t min, std::int64_t max) {
  // Every byte but a continuation byte begins a code point.
  const std::int64_t length = std::count_if(text.begin(), text.end(), [](char c) {
    return (static_cast<unsigned char>(c) & 0xc0) != 0x80;
  });
  if (length < min) {
    violations.add(field, "string_too_short", "String should have at least " + characters(min),
                   {number("min_length", std::to_string(min))});
    return false;
  }
  if (max >= 0 && length > max) {
    violations.add(field, "string_too_long", "String should have at most " + characters(max),
                   {number("max_length", std::to_string(max))});
    return false;
  }
  return true;
}

bool check_at_least(Violations& violations, std::string_view field, std::int64_t value,
                    std::int64_t min) {
  return value >= min || too_small(violations, field, std::to_string(min));
}

bool check_at_least(Violations& violations, std::string_view field, std::int32_t value,
                    std::int64_t min) {
  return check_at_least(violations, field, std::int64_t{value}, min);
}

bool check_at_least(Violations& violations, std::string_view field, double value, double min) {
  return value >= min || too_small(violations, field, number_text(min));
}

bool check_at_least(Violations& violations, std::string_view field, const Decimal& value,
                    const Decimal& min) {
  return value >= min || too_small(violations, field, to_string(min));
}

bool check_at_most(Violations& violations, std::string_view field, std::int64_t value,
                   std::int64_t max) {
  return value <= max || too_large(violations, field, std::to_string(max));
}

bool check_at_most(Violations& violations, std::string_view field, std::int32_t value,
                   std::int64_t max) {
  return check_at_most(violations, field, std::int64_t{value}, max);
}

bool check_at_most(Violations& violations, std::string_view field, double value, double max) {
  return value <= max || too_large(violations, field, number_text(max));
}

bool check_at_most(Violations& violations, std::string_view field, const Decimal& value,
                   const Decimal& max) {
  return value <= max || too_large(violations, field, to_string(max));
}

bool check_finite(Violations& violations, std::string_view field, double value) {
  if (std::isfinite(value)) return true;
  violations.add(field, "finite_number", "Input should be a finite number");
  return false;
}

bool check_pattern(Violations& violations, std::string_view field, std::string_view text,
                   const Pattern& pattern) {
  if (pattern.matches(text)) return true;
  const std::string expression(pattern.text());
  violations.add(field, "string_pattern_mismatch",
                 "String should match pattern '" + expression + "'", {{"pattern", expression}});
  return false;
}

bool check_email(Violations& violations, std::string_view field, std::string_view text) {
  static const Pattern email(email_expression);
  if (email.matches(text)) return true;
  const std::size_t at = text.rfind('@');
  const std::string reason = at == std::string_view::npos ? "An email address must have an @-sign."
                             : at == 0 ? "There must be something before the @-sign."
                             : at + 1 == text.size()
                                 ? "There must be something after the @-sign."
                                 : "The email address has characters where they cannot stand.";
  violations.add(field, "value_error", "value is not a valid email address: " + reason,
                 {{"reason", reason}});
  return false;
}

bool check_digits(Violations& violations, std::string_view field, const Decimal& value,
                  Numeric type) {
  if (type.precision == 0) return true;
  int scale = value.scale();
  while (scale > 0 && value.rescaled(scale - 1)) --scale;  // zeros at the end do not count
  const int whole = value == Decimal{} ? 0 : value.precision() - value.scale();
  const auto refuse = [&](const char* code, int limit, std::string unit, const char* rest,
                          const char* name) {
    if (limit != 1) unit += 's';
    violations.add(
        field, code,
        "Decimal input should have no more than " + std::to_string(limit) + ' ' + unit + rest,
        {number(name, std::to_string(limit))});
    return false;
  };
  if (std::max(whole + scale, 1) > type.precision)
    return refuse("decimal_max_digits", type.precision, "digit", " in total", "max_digits");
  if (scale > type.scale)
    return refuse("decimal_max_places", type.scale, "decimal place", "", "decimal_places");
  if (whole > type.precision - type.scale)
    return refuse("decimal_whole_digits", type.precision - type.scale, "digit",
                  " before the decimal point", "whole_digits");
  return true;
}

bool check_text(Violations& violations, std::string_view field, std::string_view text) {
  if (detail::is_storable_text(text)) return true;
  if (text.find('\0') != std::string_view::npos) {
    const std::string error = "the character NUL cannot be stored";
    violations.add(field, "value_error", "Value error, " + error, {{"error", error}});
  } else {
    violations.add(field, "string_unicode",
                   "Input should be a valid string, unable to parse raw data as a unicode string");
  }
  return false;
}

}  // namespace tenon
