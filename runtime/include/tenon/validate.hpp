// The rules of the model as small functions, for the generated `validate`. Each adds what it finds
// to the list and says whether the value passed; `field` is the member's name in JSON.
#pragma once

#include <concepts>
#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

#include <tenon/codec.hpp>
#include <tenon/date.hpp>
#include <tenon/decimal.hpp>
#include <tenon/interval.hpp>
#include <tenon/json_value.hpp>
#include <tenon/local_timestamp.hpp>
#include <tenon/param.hpp>
#include <tenon/patch.hpp>
#include <tenon/required.hpp>
#include <tenon/time.hpp>
#include <tenon/timestamp.hpp>
#include <tenon/violations.hpp>

namespace tenon {

/// A member's value, or nullptr where it has none: pending, absent or null.
template <class T>
const T* given(const T& member) {
  return &member;
}
template <class T>
const T* given(const std::optional<T>& member) {
  return member ? &*member : nullptr;
}
template <class T>
const T* given(const Required<T>& member) {
  return member.is_pending() ? nullptr : &*member;
}
template <class T>
const T* given(const Patch<T>& member) {
  return member ? &*member : nullptr;
}
template <class T>
const T* given(const Patch<std::optional<T>>& member) {
  return member ? given(*member) : nullptr;
}

/// A regular expression in RE2's syntax, compiled once; matched anywhere in the text unless it is
/// anchored with ^ and $. Linear in the length of the text, whatever the pattern.
class Pattern {
 public:
  /// Throws Error bad_value when RE2 refuses the text.
  explicit Pattern(std::string_view text);
  ~Pattern();
  Pattern(const Pattern&) = delete;
  Pattern& operator=(const Pattern&) = delete;

  bool matches(std::string_view text) const;
  std::string_view text() const;

 private:
  struct Compiled;
  const Compiled* compiled_;
};

namespace detail {
bool refuse_enumerator(Violations& violations, std::string_view field, std::string_view expected);
/// Adds the refusal of a Codec, which is being handled: value_error. Throws on what is none.
bool refuse_stored(Violations& violations, std::string_view field);
}  // namespace detail

/// Whether the value is one that JSON writes and both databases hold: a cast or a sum makes others.
/// They are told as the JSON reader tells the same value. A year, of a Timestamp in UTC, is one of
/// 1 to 9999, and no time is infinite: datetime_parsing, date_parsing.
bool check_value(Violations& violations, std::string_view field, Timestamp value);
bool check_value(Violations& violations, std::string_view field, LocalTimestamp value);
bool check_value(Violations& violations, std::string_view field, Date value);
/// A time of a day: time_parsing.
bool check_value(Violations& violations, std::string_view field, Time value);
/// Each is one.
inline bool check_value(Violations&, std::string_view, const Interval&) { return true; }
/// JSON, nested so deep that the whole has 64 levels at most: json_invalid. `around` counts those
/// of the member, one for the object that it stands in; an element's list is one more.
bool check_value(Violations& violations, std::string_view field, const Json& value, int around = 1);
/// An enumerator: enum.
template <TextEnum E>
bool check_value(Violations& violations, std::string_view field, E value) {
  try {
    static_cast<void>(to_text(value));
    return true;
  } catch (...) {
    return detail::refuse_enumerator(violations, field, expected_texts(value));
  }
}
/// What a Codec stores, which it may refuse: value_error.
template <Coded T, class... Around>
bool check_value(Violations& violations, std::string_view field, const T& value, Around... around) {
  try {
    return check_value(violations, field, stored(value), around...);
  } catch (...) {
    return detail::refuse_stored(violations, field);
  }
}

/// Well-formed UTF-8 without NUL, as both databases take it: string_unicode, value_error.
bool check_text(Violations& violations, std::string_view field, std::string_view text);
/// Unicode code points, like varchar(n); `max` -1 is no upper bound: string_too_short,
/// string_too_long.
bool check_length(Violations& violations, std::string_view field, std::string_view text,
                  std::int64_t min, std::int64_t max);
/// The HTML standard's rule for <input type=email>: value_error.
bool check_email(Violations& violations, std::string_view field, std::string_view text);
/// A URL with a scheme, as RFC 3986 writes it; http, https, ws, wss and ftp need a host:
/// url_parsing.
bool check_url(Violations& violations, std::string_view field, std::string_view text);
/// More than white space, as if `text.strip()` had a length of at least 1: string_too_short.
bool check_not_empty(Violations& violations, std::string_view field, std::string_view text);
/// string_pattern_mismatch.
bool check_pattern(Violations& violations, std::string_view field, std::string_view text,
                   const Pattern& pattern);

namespace detail {
/// Adds what was found in an element of a list.
void add_element(Violations& violations, std::string_view field, std::size_t element,
                 const Violations& found);
}  // namespace detail

/// How many elements a list has; `max` -1 is no upper bound: too_short, too_long.
bool check_items(Violations& violations, std::string_view field, std::size_t size, std::int64_t min,
                 std::int64_t max);
/// No two elements are equal: unique_list. Nothing is said of a list with an element that is no
/// value of its type.
bool check_unique_items(Violations& violations, std::string_view field, const Param& list);
template <Coded T>
bool check_unique_items(Violations& violations, std::string_view field,
                        const std::vector<T>& list) {
  try {
    return check_unique_items(violations, field, stored(list));
  } catch (...) {
    return true;
  }
}
/// Calls `check(found, element)` for each element, whose place stands behind the list's in the
/// report.
template <class T, class Check>
void check_each(Violations& violations, std::string_view field, const std::vector<T>& list,
                Check check) {
  for (std::size_t at = 0; at < list.size(); ++at) {
    Violations found;
    check(found, list[at]);
    if (!found.empty()) detail::add_element(violations, field, at, found);
  }
}

/// greater_than_equal, less_than_equal.
bool check_at_least(Violations& violations, std::string_view field, std::int64_t value,
                    std::int64_t min);
bool check_at_least(Violations& violations, std::string_view field, std::int32_t value,
                    std::int64_t min);
bool check_at_least(Violations& violations, std::string_view field, double value, double min);
bool check_at_least(Violations& violations, std::string_view field, const Decimal& value,
                    const Decimal& min);
bool check_at_most(Violations& violations, std::string_view field, std::int64_t value,
                   std::int64_t max);
bool check_at_most(Violations& violations, std::string_view field, std::int32_t value,
                   std::int64_t max);
bool check_at_most(Violations& violations, std::string_view field, double value, double max);
bool check_at_most(Violations& violations, std::string_view field, const Decimal& value,
                   const Decimal& max);
/// `multiple` is positive. Whole and decimal numbers are compared exactly; of a floating-point
/// number the last digits do not count (0.3 is a multiple of 0.1): multiple_of.
bool check_multiple_of(Violations& violations, std::string_view field, std::int64_t value,
                       std::int64_t multiple);
bool check_multiple_of(Violations& violations, std::string_view field, std::int32_t value,
                       std::int64_t multiple);
bool check_multiple_of(Violations& violations, std::string_view field, double value,
                       double multiple);
bool check_multiple_of(Violations& violations, std::string_view field, float value, float multiple);
bool check_multiple_of(Violations& violations, std::string_view field, const Decimal& value,
                       const Decimal& multiple);
/// No NaN, no infinity: finite_number.
bool check_finite(Violations& violations, std::string_view field, double value);

/// What numeric(precision, scale) holds exactly; zeros at the end do not count: decimal_max_digits,
/// decimal_max_places, decimal_whole_digits.
bool check_digits(Violations& violations, std::string_view field, const Decimal& value,
                  Numeric type);

namespace detail {

/// Goes for any parameter.
struct Anything {
  template <class T>
  operator T&() const;
};

/// The application has `void validate_extra(const Dto&, tenon::Violations&)` in the DTO's
/// namespace.
template <class Dto>
concept ExtraRules = requires(const Dto& dto, Violations& violations) {
  { validate_extra(dto, violations) } -> std::same_as<void>;
};

/// A function of this name and about this DTO that takes or gives something else, and would be left
/// out without a word; or one that could add to a copy of the list only.
template <class Dto>
concept MisfitRules = requires(Dto& dto, Anything any) {
  validate_extra(dto, any);
}
|| requires(Dto& dto, Anything any) { validate_extra(any, dto); }
|| requires(Dto& dto) { validate_extra(dto); }
|| requires(Dto& dto, Anything any) { validate_extra(&dto, any); }
|| requires(Dto& dto, Anything any) { validate_extra(dto, any, any); };
template <class Dto>
concept RulesOfACopy = requires(const Dto& dto, const Violations& violations) {
  validate_extra(dto, violations);
};

}  // namespace detail

/// Asks the application's own rule, `void validate_extra(const UserCreate&, tenon::Violations&)`,
/// when one is declared before the generated `validate` is compiled. It sees only what the rules of
/// the model have nothing against, with all the members that JSON has to have (`required`) given.
template <class Dto, class... Required_>
void check_extra(const Dto& dto, Violations& violations, const Required_&... required) {
  if constexpr (detail::ExtraRules<Dto> && !detail::RulesOfACopy<Dto>) {
    if (!violations.empty() || (required.is_pending() || ...)) return;
    validate_extra(dto, violations);
    violations.mark_extra();
  } else {
    static_assert(!detail::MisfitRules<Dto>,
                  "validate_extra has to be: void validate_extra(const Dto&, tenon::Violations&)");
  }
}

}  // namespace tenon
