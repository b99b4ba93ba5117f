#include <re2/re2.h>

#include <algorithm>
#include <optional>
#include <string>

#include "base/codes.hpp"
#include "base/names.hpp"
#include "base/text.hpp"
#include "model/check_parts.hpp"
#include "model/number.hpp"

namespace tenon::model {
namespace {

namespace codes = base::codes;
using base::Diagnostics;
using base::quote;

constexpr const char* sql_hint = "write 'default_sql', or no default";
constexpr const char* rule_hint = "choose another default, or leave it out";

const char* example_of(TypeKind kind) {
  switch (kind) {
    case TypeKind::boolean:
      return "write true or false";
    case TypeKind::int16:
    case TypeKind::int32:
    case TypeKind::int64:
      return "write a whole number, as 0";
    case TypeKind::float32:
    case TypeKind::float64:
      return "write a number, as 0.5";
    case TypeKind::decimal:
      return "write a number in quotes, as \"0.50\"";
    case TypeKind::enumeration:
      return "write one of the enum's values";
    default:
      return "write a text in quotes, as \"new\"";
  }
}

void mismatch(const FieldDraft& built, Diagnostics& diagnostics) {
  const DraftValue& value = *built.drafted->initializer;
  const TypeKind kind = built.field.type.kind;
  diagnostics.error(codes::default_type_mismatch, value.span,
                    "the default " + quote(value.text) + " is no value of " + describe(kind),
                    example_of(kind));
}

void out_of_range(const FieldDraft& built, const std::string& why, const std::string& hint,
                  Diagnostics& diagnostics) {
  const DraftValue& value = *built.drafted->initializer;
  diagnostics.error(codes::default_out_of_range, value.span,
                    "the default " + quote(value.text) + " " + why, hint);
}

// A number of C++ or JSON; in a text, as of a Decimal, a zero in front means nothing.
std::optional<std::string> number_of(const DraftValue& value) {
  if (value.kind != DraftValue::Kind::text) return plain_number(value.text);
  std::string text = value.text;
  const std::size_t first = text.find_first_not_of("+-");
  const std::size_t digit = text.find_first_not_of('0', first);
  const bool is_padded = first <= 1 && digit != std::string::npos && digit != first;
  if (!is_padded) return plain_number(text);
  const bool is_digit = text[digit] >= '0' && text[digit] <= '9';
  text.erase(first, digit - first - (is_digit ? 0 : 1));
  return text.find_first_of("xXbB") == std::string::npos ? plain_number(text) : std::nullopt;
}

// What the machine type and the rules leave of the numbers.
void build_number(FieldDraft& built, Diagnostics& diagnostics) {
  const Type& type = built.field.type;
  const std::optional<std::string> plain = number_of(*built.drafted->initializer);
  const bool whole =
      type.kind == TypeKind::int16 || type.kind == TypeKind::int32 || type.kind == TypeKind::int64;
  if (!plain || (whole && !is_whole_number(*plain))) return mismatch(built, diagnostics);
  const std::string least = type.kind == TypeKind::int16   ? "-32768"
                            : type.kind == TypeKind::int32 ? "-2147483648"
                                                           : "-9223372036854775808";
  const std::string most = type.kind == TypeKind::int16   ? "32767"
                           : type.kind == TypeKind::int32 ? "2147483647"
                                                          : "9223372036854775807";
  if (whole && (compare_numbers(*plain, least) < 0 || compare_numbers(*plain, most) > 0))
    return out_of_range(built, std::string{"is outside "} + describe(type.kind),
                        "it holds " + least + " to " + most, diagnostics);
  for (const Rule& rule : built.field.rules) {
    if (rule.least && compare_numbers(*plain, *plain_number(*rule.least)) < 0)
      return out_of_range(built, "is below the range's " + *rule.least, rule_hint, diagnostics);
    if (rule.most && compare_numbers(*plain, *plain_number(*rule.most)) > 0)
      return out_of_range(built, "is above the range's " + *rule.most, rule_hint, diagnostics);
    if (rule.kind == Rule::Kind::multiple_of && !is_multiple(*plain, *plain_number(rule.multiple)))
      return out_of_range(built, "is no multiple of " + rule.multiple, rule_hint, diagnostics);
  }
  std::string text = *plain;
  if (type.kind == TypeKind::float32 || type.kind == TypeKind::float64) {
    const std::optional<std::string> real = real_number(*plain, type.kind == TypeKind::float32);
    if (!real)
      return out_of_range(built, std::string{"is outside "} + describe(type.kind),
                          type.kind == TypeKind::float32
                              ? "its magnitudes are 1.4e-45 to 3.4028235e38"
                              : "its magnitudes are 4.9e-324 to 1.7976931348623157e308",
                          diagnostics);
    text = *real;
  }
  if (type.kind == TypeKind::decimal && type.precision > 0) {
    const std::size_t point = plain->find('.');
    const std::size_t scale = point == std::string::npos ? 0 : plain->size() - point - 1;
    const std::size_t sign = (*plain)[0] == '-' ? 1 : 0;
    const std::size_t before = plain->size() - sign - (scale > 0 ? scale + 1 : 0);
    if (scale > static_cast<std::size_t>(type.scale) ||
        before > static_cast<std::size_t>(std::max(type.precision - type.scale, 1)))
      return out_of_range(built, "has more digits than the precision",
                          "precision(" + std::to_string(type.precision) + ", " +
                              std::to_string(type.scale) + ") leaves " +
                              std::to_string(type.precision - type.scale) + " digits before and " +
                              std::to_string(type.scale) + " behind the point",
                          diagnostics);
  }
  built.field.initial = Default{Default::Kind::number, text};
}

void build_text(FieldDraft& built, Diagnostics& diagnostics) {
  const std::string& text = built.drafted->initializer->text;
  if (text.find('\0') != std::string::npos || base::find_invalid_utf8(text) != std::string::npos)
    return out_of_range(built, "is no text that a database holds",
                        "write valid UTF-8 without NUL, or hold bytes in tenon::Bytes",
                        diagnostics);
  for (const Rule& rule : built.field.rules) {
    const std::string size = std::to_string(base::count_code_points(text));
    const bool is_length = rule.kind == Rule::Kind::length;
    if (is_length && rule.least && compare_numbers(size, *rule.least) < 0)
      return out_of_range(built, "is shorter than " + *rule.least + " characters", rule_hint,
                          diagnostics);
    if (is_length && rule.most && compare_numbers(size, *rule.most) > 0)
      return out_of_range(built, "is longer than " + *rule.most + " characters", rule_hint,
                          diagnostics);
    // Other white space than ASCII's is the application's to find.
    if (rule.kind == Rule::Kind::not_empty && base::trim(text).empty())
      return out_of_range(built, "has only white space", rule_hint, diagnostics);
    if (rule.kind == Rule::Kind::pattern) {
      const RE2 pattern{rule.pattern, RE2::Quiet};
      if (pattern.ok() && !RE2::PartialMatch(text, pattern))
        return out_of_range(built, "does not match the pattern", rule_hint, diagnostics);
    }
  }
  built.field.initial = Default{Default::Kind::text, text};
}

void build_enumerator(FieldDraft& built, const Scope& scope, Diagnostics& diagnostics) {
  const DraftValue& value = *built.drafted->initializer;
  const DraftEnum& type = *scope.find_enum(built.field.type.enumeration);
  if (type.is_broken) return;  // the value may be among those that were refused
  // A front end that reads texts gives the enumerator of one: what stays a text is no value.
  const bool is_text = value.kind == DraftValue::Kind::text;
  std::vector<std::string> names;
  for (const DraftEnumerator& one : type.enumerators) {
    names.push_back(one.name.value);
    for (const Annotation& word : one.annotations)
      if (is_text && word.word == "text" && word.arguments.size() == 1)
        names.back() = word.arguments[0].text;
    if (is_text || one.name.value != value.text) continue;
    built.field.initial = Default{Default::Kind::enumerator, value.text};
    return;
  }
  diagnostics
      .error(codes::default_out_of_range, value.span,
             "the default " + quote(value.text) + " is no value of " + quote(type.name.value),
             base::known_hint(value.text, names, "its values"))
      .notes.push_back({"declared here", type.name.span});
}

// Keys, references and clocks get their value otherwise; a default there would hide a forgotten
// one.
bool is_default_allowed(const FieldDraft& built, const base::Span& span, Diagnostics& diagnostics) {
  const FieldWords& words = built.words;
  std::string what;
  if (words.primary_key.known()) what = "a primary key";
  if (words.references) what = "a reference";
  if (words.created_at.known() || words.updated_at.known()) what = "a field that the clock fills";
  if (words.version.known()) what = "a version, which begins at 1,";
  if (words.computed) what = "a computed field";
  if (what.empty()) return true;
  diagnostics.error(codes::default_not_allowed, span, what + " has no default",
                    "leave the default out");
  return false;
}

void build_value(FieldDraft& built, const Scope& scope, Diagnostics& diagnostics);
void build_list(FieldDraft& built, const Scope& scope, Diagnostics& diagnostics);

}  // namespace

void build_default(FieldDraft& built, const Scope& scope, Diagnostics& diagnostics) {
  const FieldWords& words = built.words;
  const std::optional<DraftValue>& value = built.drafted->initializer;
  if (words.default_sql) {
    // A reference may have one (set_default needs it), a key and a clock may not.
    if (!words.references && !is_default_allowed(built, words.default_sql->span, diagnostics))
      return;
    if (value) {
      diagnostics.error(codes::conflicting_annotations, words.default_sql->span,
                        "'default_sql' and an initialiser exclude each other",
                        "leave one of them out");
      return;
    }
    if (base::trim(words.default_sql->value).empty())
      diagnostics.error(codes::wrong_arguments, words.default_sql->span,
                        "'default_sql' has no SQL text", "write an expression, as \"1 + 1\"");
    else
      check_sql_expression(*words.default_sql, "'default_sql'", diagnostics, "1 + 1");
    built.field.initial = Default{Default::Kind::sql, words.default_sql->value};
    return;
  }
  if (!value || !is_default_allowed(built, value->span, diagnostics)) return;
  // A name in it that the compiler does not know was told by the front end.
  if (diagnostics.has_error_in(value->span, codes::unresolved_type)) return;
  const std::size_t before = diagnostics.all().size();
  if (built.field.type.is_list)
    build_list(built, scope, diagnostics);
  else
    build_value(built, scope, diagnostics);
  // Ours says what to write; the compiler's is of the same cause.
  if (diagnostics.all().size() != before) diagnostics.take_back(value->span, codes::cxx_error);
}

namespace {

void build_value(FieldDraft& built, const Scope& scope, Diagnostics& diagnostics) {
  const std::optional<DraftValue>& value = built.drafted->initializer;
  using Kind = DraftValue::Kind;
  if (built.field.type.wrapper) {
    diagnostics.error(codes::unsupported_default, value->span,
                      "a default of " + whole_type(built.field.type) + " has to be SQL", sql_hint);
    return;
  }
  if (value->kind == Kind::other) {
    diagnostics.error(
        codes::unsupported_default, value->span,
        "the default " + quote(value->text) + " is no constant that can become a column's DEFAULT",
        "write a literal or an enumerator, or 'default_sql', or no default");
    return;
  }
  switch (built.field.type.kind) {
    case TypeKind::boolean:
      if (value->kind != Kind::boolean) return mismatch(built, diagnostics);
      built.field.initial = Default{Default::Kind::boolean, value->text};
      return;
    case TypeKind::int16:
    case TypeKind::int32:
    case TypeKind::int64:
    case TypeKind::float32:
    case TypeKind::float64:
      if (value->kind != Kind::number) return mismatch(built, diagnostics);
      return build_number(built, diagnostics);
    case TypeKind::decimal:
      if (value->kind != Kind::number && value->kind != Kind::text)
        return mismatch(built, diagnostics);
      return build_number(built, diagnostics);
    case TypeKind::string:
      if (value->kind != Kind::text) return mismatch(built, diagnostics);
      return build_text(built, diagnostics);
    case TypeKind::enumeration:
      if (value->kind != Kind::enumerator && value->kind != Kind::text)
        return mismatch(built, diagnostics);
      return build_enumerator(built, scope, diagnostics);
    case TypeKind::bytes:
    case TypeKind::uuid:
    case TypeKind::timestamp:
    case TypeKind::date:
    case TypeKind::local_timestamp:
    case TypeKind::time:
    case TypeKind::interval:
    case TypeKind::json:
      diagnostics.error(
          codes::unsupported_default, value->span,
          std::string{"a default of "} + describe(built.field.type.kind) + " has to be SQL",
          sql_hint);
      return;
    case TypeKind::object:
      return;  // its members have theirs
  }
}

bool is_equal(const Default& a, const Default& b) {
  if (a.kind == Default::Kind::number && b.kind == Default::Kind::number)
    return compare_numbers(*plain_number(a.text), *plain_number(b.text)) == 0;
  return a == b;
}

// What the rules of the list itself leave of it.
void check_list(const FieldDraft& built, const Default& list, Diagnostics& diagnostics) {
  const base::Span span = built.drafted->initializer->span;
  const auto refuse = [&](const std::string& why) {
    diagnostics.error(codes::default_out_of_range, span, "the default " + why, rule_hint);
  };
  const std::string size = std::to_string(list.elements.size());
  const auto& all = list.elements;
  for (const Rule& rule : built.field.rules) {
    if (rule.least && compare_numbers(size, *rule.least) < 0)
      refuse("has fewer elements than " + *rule.least);
    if (rule.most && compare_numbers(size, *rule.most) > 0)
      refuse("has more elements than " + *rule.most);
    if (rule.kind != Rule::Kind::unique_items) continue;
    for (std::size_t i = 0; i < all.size(); ++i)
      if (std::any_of(all.begin(), all.begin() + static_cast<std::ptrdiff_t>(i),
                      [&](const Default& other) { return is_equal(other, all[i]); }))
        return refuse("has two equal elements");
  }
}

// Each element as the default of a field of its type with the rules of `each`.
void build_list(FieldDraft& built, const Scope& scope, Diagnostics& diagnostics) {
  const DraftValue& value = *built.drafted->initializer;
  if (value.kind == DraftValue::Kind::other) return build_value(built, scope, diagnostics);
  if (value.kind != DraftValue::Kind::list) {
    diagnostics.error(codes::default_type_mismatch, value.span,
                      "the default " + quote(value.text) + " is no " + describe(built.field.type),
                      "write a list of its elements");
    return;
  }
  Default list{Default::Kind::list, "", {}};
  for (const DraftValue& element : value.elements) {
    DraftField drafted;
    drafted.initializer = element;
    FieldDraft one;
    one.drafted = &drafted;
    one.field.type = element_of(built.field.type);
    one.field.rules = built.field.each;
    build_value(one, scope, diagnostics);
    if (!one.field.initial) return;
    list.elements.push_back(*one.field.initial);
  }
  check_list(built, list, diagnostics);
  built.field.initial = std::move(list);
}

}  // namespace

}  // namespace tenon::model
