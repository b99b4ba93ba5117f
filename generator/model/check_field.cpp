#include <optional>

#include "base/codes.hpp"
#include "base/names.hpp"
#include "base/text.hpp"
#include "model/check_parts.hpp"
#include "model/chrono.hpp"

namespace tenon::model {
namespace {

namespace codes = base::codes;
using base::Diagnostics;
using base::quote;

void check_embed(const FieldDraft& built, Diagnostics& diagnostics) {
  if (!built.words.embed) return;
  diagnostics.error(codes::embed_type, built.words.embed->span,
                    "'embed' is for a struct without a table, and " + quote(built.field.name) +
                        " is " + with_article(built.field.type.kind),
                    "leave it out; a column's name is said with column(\"…\")");
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
                      "make it a required Timestamp (in JSON: \"type\": \"string\", \"format\": "
                      "\"date-time\", and in required)");
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
  built.is_untyped =
      !build_type(built, scope, diagnostics) || !build_wrapper(built, owner, scope, diagnostics);
  if (built.is_untyped) return built;
  check_embed(built, diagnostics);
  built.field.rules = build_rules(built.words.rules, built.field.type, diagnostics);
  build_precision(built, diagnostics);
  build_sql_type(built, owner.is_generated, diagnostics);
  build_collation(built, owner.is_generated, diagnostics);
  build_each(built, diagnostics);
  build_clock(built, diagnostics);
  build_version(built, diagnostics);
  build_computed(built, owner.is_generated, diagnostics);
  build_default(built, scope, diagnostics);
  build_deprecated(built, diagnostics);
  return built;
}

}  // namespace tenon::model
