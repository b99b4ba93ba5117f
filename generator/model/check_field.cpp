#include <re2/re2.h>

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "base/codes.hpp"
#include "base/names.hpp"
#include "base/text.hpp"
#include "model/check_parts.hpp"
#include "model/chrono.hpp"
#include "model/number.hpp"

namespace tenon::model {
namespace {

namespace codes = base::codes;
using base::Diagnostics;
using base::quote;

constexpr const char* known_types =
    "fields are bool, std::int16_t, std::int32_t, std::int64_t, float, double, std::string, "
    "tenon::Bytes, tenon::Uuid, tenon::Decimal, tenon::Timestamp, tenon::LocalTimestamp, "
    "tenon::Date, tenon::Time, tenon::Interval, tenon::Json, an enum class, std::vector of one of "
    "them, or std::optional of one of all these";

std::optional<TypeKind> plain_kind(DraftType::Kind kind) {
  switch (kind) {
    case DraftType::Kind::boolean:
      return TypeKind::boolean;
    case DraftType::Kind::int16:
      return TypeKind::int16;
    case DraftType::Kind::int32:
      return TypeKind::int32;
    case DraftType::Kind::int64:
      return TypeKind::int64;
    case DraftType::Kind::float32:
      return TypeKind::float32;
    case DraftType::Kind::float64:
      return TypeKind::float64;
    case DraftType::Kind::string:
      return TypeKind::string;
    case DraftType::Kind::bytes:
      return TypeKind::bytes;
    case DraftType::Kind::uuid:
      return TypeKind::uuid;
    case DraftType::Kind::decimal:
      return TypeKind::decimal;
    case DraftType::Kind::timestamp:
      return TypeKind::timestamp;
    case DraftType::Kind::date:
      return TypeKind::date;
    case DraftType::Kind::local_timestamp:
      return TypeKind::local_timestamp;
    case DraftType::Kind::time:
      return TypeKind::time;
    case DraftType::Kind::interval:
      return TypeKind::interval;
    case DraftType::Kind::json:
      return TypeKind::json;
    case DraftType::Kind::named:
    case DraftType::Kind::unknown:
    case DraftType::Kind::unresolved:
      break;
  }
  return std::nullopt;
}

bool has(std::string_view name, std::string_view part) {
  return name.find(part) != std::string_view::npos;
}

// What to write instead of a C++ type that looks like one of these.
// The type of std::chrono that a column holds exactly.
std::string hint_for_chrono(std::string_view name) {
  if (!base::starts_with(name, "std::chrono::")) return "";
  if (has(name, "time_point<") && has(name, "system_clock"))
    return "write std::chrono::sys_time<std::chrono::microseconds>: the column holds whole "
           "microseconds";
  std::vector<std::string> types;
  for (const ChronoType& one : chrono_types()) types.emplace_back(one.type);
  return "columns hold exactly: " + base::join(types, ", ");
}

std::string hint_for_type(const DraftType& type) {
  const std::string_view name = type.name;
  const std::size_t width = name.rfind(':');
  const std::size_t list = name.find("vector<");
  if (list != std::string_view::npos && name.find("vector<", list + 1) != std::string_view::npos)
    return "a list of lists is no column: make a table of its own of the inner lists";
  if (list != std::string_view::npos && name.find("optional<", list) != std::string_view::npos)
    return "the elements of a list are never NULL: leave the inner std::optional out";
  if (has(name, "std::array<") || has(name, "std::list<") || has(name, "std::set<"))
    return "write std::vector, which holds any number of values";
  if (has(name, "string_view") || has(name, "char*") || has(name, "char *") ||
      (has(name, "char") && has(name, "[")))
    return "write std::string";
  if (has(name, "[")) return "write std::string for a text, tenon::Bytes for bytes";
  if (has(name, "*") || has(name, "_ptr<"))
    return "write std::optional<T> for what may be missing, or the other row's key with "
           "'references'";
  if (base::starts_with(name, "const ") || has(name, " const"))
    return "leave 'const' out: repositories give each field its value";
  if (width != std::string_view::npos && width > 0 && name[width - 1] != ':')
    return "leave the bit-field's width out";
  if (has(name, "unsigned") || has(name, "uint") || has(name, "size_t"))
    return "write a signed type that holds its values, as std::int64_t";
  if (has(name, "long long")) return "write std::int64_t, which is another type on some systems";
  if (name == "long double") return "write double, or tenon::Decimal";
  if (has(name, "wstring") || has(name, "u8string") || has(name, "u16string") ||
      has(name, "u32string"))
    return "write std::string, which holds UTF-8";
  if (std::string hint = hint_for_chrono(type.meaning); !hint.empty()) return hint;
  if (base::starts_with(type.meaning, "tenon::Id<"))
    return "the key of an id is std::int16_t, std::int32_t, std::int64_t, std::string or "
           "tenon::Uuid";
  const bool is_users =
      !type.meaning.empty() && !has(type.meaning, "std::") && !has(type.meaning, "tenon::");
  return is_users ? codec_hint(type.meaning) : known_types;
}

bool build_type(FieldDraft& built, const Scope& scope, Diagnostics& diagnostics) {
  const DraftType& type = built.drafted->type;
  const base::Span span = type.span.known() ? type.span : built.drafted->name.span;
  built.field.type.nullable = type.optional;
  built.field.type.is_list = type.is_list;
  if (const std::optional<TypeKind> kind = plain_kind(type.kind)) {
    if (type.is_list && *kind == TypeKind::json) {
      diagnostics.error(codes::unmappable_type, span,
                        "the list of Json of the field " + quote(built.field.name) +
                            " has no column type: databases would take its nulls for their own",
                        "make it one tenon::Json, which holds a list as well");
      return false;
    }
    built.field.type.kind = *kind;
    return true;
  }
  if (type.kind == DraftType::Kind::named && scope.find_enum(type.name) != nullptr) {
    built.field.type.kind = TypeKind::enumeration;
    built.field.type.enumeration = type.name;
    return true;
  }
  if (type.name.empty()) return false;  // the front end has said why
  const std::string subject = quote(type.name) + " of the field " + quote(built.field.name);
  if (const DraftStruct* found = scope.find_struct(type.name)) {
    const bool is_entity = has_word(found->annotations, "table");
    diagnostics
        .error(codes::unmappable_type, span,
               is_entity ? subject + " has a table of its own, and no column holds a row"
                         : "the struct " + subject + " has no column type",
               is_entity      ? "refer to it by its key, with 'references'"
               : type.is_list ? "a list of structs is an entity of its own, or one tenon::Json"
                              : "make a value object of it, with 'embed', or leave the field out "
                                "with 'transient'")
        .notes.push_back({"declared here", found->name.span});
  } else {
    diagnostics.error(codes::unmappable_type, span, "the type " + subject + " has no column type",
                      hint_for_type(type));
  }
  return false;
}

void check_embed(const FieldDraft& built, Diagnostics& diagnostics) {
  if (!built.words.embed) return;
  diagnostics.error(codes::embed_type, built.words.embed->span,
                    "'embed' is for a struct without a table, and " + quote(built.field.name) +
                        " is " + with_article(built.field.type.kind),
                    "leave it out; a column's name is said with column(\"…\")");
}

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

void build_precision(FieldDraft& built, Diagnostics& diagnostics) {
  if (!built.words.precision) return;
  const PrecisionWords& words = *built.words.precision;
  Type& type = built.field.type;
  if (type.kind != TypeKind::decimal) {
    diagnostics.error(codes::rule_type_mismatch, words.span,
                      "'precision' is for Decimal, not for " + describe(type),
                      "leave it out, or make the field a Decimal");
    return;
  }
  // numeric(p, s) of PostgreSQL: p up to 1000; a scale beyond the precision would leave no digit.
  if (words.digits < 1 || words.digits > 1000 || words.scale > words.digits) {
    diagnostics.error(codes::bad_precision, words.span,
                      "'precision' takes 1 to 1000 digits, and not more behind the point than "
                      "digits",
                      "as precision(10, 2): ten digits, two of them behind the point");
    return;
  }
  type.precision = words.digits;
  type.scale = words.scale;
}

void build_clock(FieldDraft& built, Diagnostics& diagnostics) {
  const FieldWords& words = built.words;
  if (words.created_at.known() && words.updated_at.known()) {
    diagnostics.error(codes::conflicting_annotations, words.updated_at,
                      "'created_at' and 'updated_at' exclude each other",
                      "updated_at is set by the creation too");
    return;
  }
  const base::Span span = words.created_at.known() ? words.created_at : words.updated_at;
  if (!span.known()) return;
  // Of the types around one, all others are coarser than the clock or may refuse what it says.
  const std::optional<Wrapper>& wrapper = built.field.type.wrapper;
  const bool is_exact = !wrapper || wrapper->type == find_chrono("sys_time<microseconds>")->type;
  const bool is_plain = is_exact && !built.field.type.is_list;
  if (built.field.type.kind != TypeKind::timestamp || built.field.type.nullable || !is_plain) {
    const std::string type = whole_type(built.field.type);
    diagnostics.error(codes::clock_type, span,
                      "the clock fills a required Timestamp; " + quote(built.field.name) + " is " +
                          (built.field.type.nullable ? "an optional " + type
                           : !is_plain               ? "of type " + type
                                                     : with_article(built.field.type.kind)),
                      "make it a required Timestamp");
    return;
  }
  built.field.filled =
      words.created_at.known() ? Filled::by_created_clock : Filled::by_updated_clock;
}

std::string sql_text(const std::optional<Name>& words, const char* word, Diagnostics& diagnostics) {
  if (!words) return {};
  if (base::trim(words->value).empty())
    diagnostics.error(codes::wrong_arguments, words->span, quote(word) + " has no SQL text",
                      "write an expression, as \"1 + 1\"");
  else
    check_sql_expression(*words, quote(word), diagnostics, "1 + 1");
  return words->value;
}

void build_column(FieldDraft& built, bool generated, Diagnostics& diagnostics) {
  const FieldWords& words = built.words;
  Field& field = built.field;
  field.column = words.column ? words.column->value : field.name;
  // A field's own name was judged as C++ name when it is generated: one cause, one error.
  const Name column = words.column ? *words.column : built.drafted->name;
  if (words.column || !generated || base::is_identifier(field.name))
    check_sql_name(column, "a column", diagnostics);
  if (words.was && check_sql_name(*words.was, "a column", diagnostics))
    field.was = words.was->value;
  field.backfill = sql_text(words.backfill, "backfill", diagnostics);
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

namespace {

// The rules of a list's elements.
void build_each(FieldDraft& built, Diagnostics& diagnostics) {
  const FieldWords& words = built.words;
  if (!words.each.known()) return;
  if (!built.field.type.is_list) {
    diagnostics.error(codes::rule_type_mismatch, words.each,
                      "'each' is for the elements of lists, not for " + describe(built.field.type),
                      "write the rules without it");
    return;
  }
  built.field.each = build_rules(words.each_rules, element_of(built.field.type), diagnostics);
}

// Whoever stops to use a retiring field can still create rows.
void build_deprecated(FieldDraft& built, Diagnostics& diagnostics) {
  Field& field = built.field;
  field.deprecated = built.words.deprecated.known();
  const bool is_given = field.type.nullable || field.initial ||
                        built.drafted->initializer.has_value() || built.words.default_sql ||
                        field.filled != Filled::by_application;
  if (!field.deprecated || is_given) return;
  diagnostics.error(codes::deprecated_required, built.words.deprecated,
                    quote(field.name) + " is deprecated, and no row can be created without it",
                    built.words.primary_key.known()
                        ? "a primary key cannot retire: leave 'deprecated' out"
                        : "give it a default, or make it std::optional (in JSON: not in required)");
}

}  // namespace

void check_deprecated(const Name& name, const base::Span& deprecated, const char* hint,
                      Diagnostics& diagnostics) {
  if (!deprecated.known()) return;
  diagnostics.error(
      codes::misplaced_annotation, deprecated,
      "with [[deprecated]] on " + quote(name.value) + " compilers warn of the generated code",
      hint);
}

FieldDraft build_field(const DraftField& drafted, const DraftStruct& owner, const Scope& scope,
                       Diagnostics& diagnostics) {
  FieldDraft built;
  built.drafted = &drafted;
  built.words = decode_field(drafted.annotations, diagnostics);
  built.field.name = drafted.name.value;
  built.field.comment = drafted.comment;
  built.field.span = drafted.name.span;
  if (built.words.transient.known()) {
    if (drafted.annotations.size() > 1)
      diagnostics.error(codes::conflicting_annotations, built.words.transient,
                        "a transient field has no column, so that no other word stands on it",
                        "leave the other words out, or 'transient'");
    return built;
  }
  check_deprecated(drafted.name, drafted.deprecated,
                   "write [[tenon::deprecated]], which spares the struct's member", diagnostics);
  build_column(built, owner.is_generated, diagnostics);
  built.field.visibility = built.words.visibility;
  if (!build_type(built, scope, diagnostics)) return built;
  if (!build_wrapper(built, owner, scope, diagnostics)) return built;
  check_embed(built, diagnostics);
  built.field.rules = build_rules(built.words.rules, built.field.type, diagnostics);
  build_precision(built, diagnostics);
  build_each(built, diagnostics);
  build_clock(built, diagnostics);
  build_version(built, diagnostics);
  build_computed(built, owner.is_generated, diagnostics);
  build_default(built, scope, diagnostics);
  build_deprecated(built, diagnostics);
  return built;
}

}  // namespace tenon::model
