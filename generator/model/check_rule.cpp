#include <re2/re2.h>

#include <algorithm>
#include <optional>
#include <utility>

#include "base/codes.hpp"
#include "base/text.hpp"
#include "model/check_parts.hpp"
#include "model/number.hpp"

namespace tenon::model {
namespace {

namespace codes = base::codes;
using base::Diagnostics;
using base::quote;

bool is_integer(TypeKind kind) {
  return kind == TypeKind::int16 || kind == TypeKind::int32 || kind == TypeKind::int64;
}

bool is_float(TypeKind kind) { return kind == TypeKind::float32 || kind == TypeKind::float64; }

bool is_number(TypeKind kind) {
  return is_integer(kind) || is_float(kind) || kind == TypeKind::decimal;
}

// A bound as a plain number; the type of the values says what it may be.
std::optional<std::string> build_bound(const std::optional<std::string>& written,
                                       const base::Span& span, Rule::Kind rule, TypeKind type,
                                       Diagnostics& diagnostics) {
  if (!written) return std::nullopt;
  const auto refuse = [&](const std::string& why, const std::string& hint) {
    const char* what = rule == Rule::Kind::multiple_of ? "the number " : "the bound ";
    diagnostics.error(codes::bad_bound, span, what + quote(*written) + " " + why, hint);
    return std::nullopt;
  };
  std::optional<std::string> plain = plain_number(*written);
  if (!plain) return refuse("is no number", "write at most 400 digits");
  if (rule == Rule::Kind::length) {
    // varchar(n) of PostgreSQL ends at 10485760 characters.
    if (!is_whole_number(*plain) || compare_numbers(*plain, "0") < 0 ||
        compare_numbers(*plain, "10485760") > 0)
      return refuse("of a length is no whole number from 0 to 10485760",
                    "leave 'length' out for a text of any length");
  } else if (rule == Rule::Kind::items) {
    // MaxArraySize of PostgreSQL 15 (utils/array.h).
    if (!is_whole_number(*plain) || compare_numbers(*plain, "0") < 0 ||
        compare_numbers(*plain, "134217727") > 0)
      return refuse("of 'items' is no whole number from 0 to 134217727",
                    "leave 'items' out for a list of any length");
  } else if (is_integer(type)) {
    if (!is_whole_number(*plain))
      return refuse("of a whole number is no whole number", "leave its fraction out");
    const char* most = type == TypeKind::int16   ? "32767"
                       : type == TypeKind::int32 ? "2147483647"
                                                 : "9223372036854775807";
    const char* least = type == TypeKind::int16   ? "-32768"
                        : type == TypeKind::int32 ? "-2147483648"
                                                  : "-9223372036854775808";
    if (compare_numbers(*plain, most) > 0 || compare_numbers(*plain, least) < 0)
      return refuse("is outside " + std::string{describe(type)},
                    std::string{"it holds "} + least + " to " + most);
  } else if (is_float(type) && !real_number(*plain, type == TypeKind::float32)) {
    return refuse("is outside " + std::string{describe(type)}, "leave this bound out");
  }
  return plain;
}

bool check_rule_type(const RuleWords& words, const Type& type, Diagnostics& diagnostics) {
  const Rule::Kind rule = words.rule.kind;
  const bool is_numeric = rule == Rule::Kind::range || rule == Rule::Kind::multiple_of;
  const bool is_of_lists = rule == Rule::Kind::items || rule == Rule::Kind::unique_items;
  const bool is_right = is_numeric ? is_number(type.kind) : type.kind == TypeKind::string;
  if (type.is_list ? is_of_lists : !is_of_lists && is_right) return true;
  diagnostics.error(codes::rule_type_mismatch, words.span,
                    quote(word_of(rule)) +
                        (is_numeric    ? " is for numbers"
                         : is_of_lists ? " is for lists"
                                       : " is for strings") +
                        ", not for " + describe(type),
                    type.is_list                    ? "a list has 'items' and 'unique_items'; the "
                                                      "rules of its elements stand in 'each', in "
                                                      "JSON in \"items\""
                    : is_number(type.kind)          ? "a number has 'range' and 'multiple_of'"
                    : type.kind == TypeKind::string ? "a string has 'length' and 'pattern'"
                                                    : "leave it out");
  return false;
}

void build_bounds(const RuleWords& words, const Type& type, Rule& rule, Diagnostics& diagnostics) {
  rule.least = build_bound(rule.least, words.least_span, rule.kind, type.kind, diagnostics);
  rule.most = build_bound(rule.most, words.most_span, rule.kind, type.kind, diagnostics);
  if (rule.least && rule.most && compare_numbers(*rule.least, *rule.most) > 0)
    diagnostics.error(codes::reversed_bounds, words.least_span,
                      "the least, " + *rule.least + ", is above the most, " + *rule.most,
                      "exchange them: " + *rule.most + " to " + *rule.least);
  if (!is_float(type.kind) || rule.kind == Rule::Kind::items) return;
  const bool is_single = type.kind == TypeKind::float32;
  if (rule.least) rule.least = real_number(*rule.least, is_single);
  if (rule.most) rule.most = real_number(*rule.most, is_single);
}

// A number above zero that the type holds.
bool build_multiple(const RuleWords& words, const Type& type, Rule& rule,
                    Diagnostics& diagnostics) {
  const std::optional<std::string> number =
      build_bound(rule.multiple, words.most_span, rule.kind, type.kind, diagnostics);
  if (!number) return false;
  if (compare_numbers(*number, "0") <= 0) {
    diagnostics.error(codes::bad_bound, words.most_span,
                      "'multiple_of' takes a number above zero, not " + quote(rule.multiple),
                      "as multiple_of(5), or multiple_of(0.05)");
    return false;
  }
  rule.multiple =
      is_float(type.kind) ? *real_number(*number, type.kind == TypeKind::float32) : *number;
  return true;
}

}  // namespace

const char* word_of(Rule::Kind kind) {
  switch (kind) {
    case Rule::Kind::length:
      return "length";
    case Rule::Kind::range:
      return "range";
    case Rule::Kind::multiple_of:
      return "multiple_of";
    case Rule::Kind::pattern:
      return "pattern";
    case Rule::Kind::email:
      return "email";
    case Rule::Kind::url:
      return "url";
    case Rule::Kind::not_empty:
      return "not_empty";
    case Rule::Kind::items:
      return "items";
    case Rule::Kind::unique_items:
      return "unique_items";
  }
  return "";
}

std::vector<Rule> build_rules(const std::vector<RuleWords>& words, const Type& type,
                              Diagnostics& diagnostics) {
  std::vector<Rule> rules;
  for (const RuleWords& one : words) {
    if (!check_rule_type(one, type, diagnostics)) continue;
    Rule rule = one.rule;
    build_bounds(one, type, rule, diagnostics);
    if (rule.kind == Rule::Kind::multiple_of && !build_multiple(one, type, rule, diagnostics))
      continue;
    if (rule.kind == Rule::Kind::pattern) {
      const RE2 pattern{rule.pattern, RE2::Quiet};
      if (!pattern.ok())
        diagnostics.error(codes::bad_pattern, one.most_span,
                          "the pattern is no RE2 expression: " + pattern.error(),
                          "RE2 has neither look-around nor back-references; its syntax: "
                          "https://github.com/google/re2/wiki/Syntax");
    }
    rules.push_back(std::move(rule));
  }
  // The order in which the user wrote them is no part of meaning: both front ends give one model.
  std::stable_sort(rules.begin(), rules.end(),
                   [](const Rule& a, const Rule& b) { return a.kind < b.kind; });
  return rules;
}

}  // namespace tenon::model
