#include <algorithm>
#include <array>
#include <utility>

#include "base/codes.hpp"
#include "base/text.hpp"
#include "model/check_parts.hpp"

namespace tenon::model {
namespace {

namespace codes = base::codes;
using base::Diagnostics;
using base::quote;

constexpr const char* example = "price * quantity";

// What has another value in the next moment, session or transaction: both databases refuse it in a
// stored column (PostgreSQL: functions that are not IMMUTABLE, manual 5.3; SQLite: those that are
// not deterministic).
constexpr std::array<std::string_view, 31> changing = {
    "clock_timestamp",
    "changes",
    "current_catalog",
    "current_database",
    "current_date",
    "current_role",
    "current_schema",
    "current_time",
    "current_timestamp",
    "current_user",
    "currval",
    "gen_random_uuid",
    "last_insert_rowid",
    "lastval",
    "localtime",
    "localtimestamp",
    "nextval",
    "now",
    "pg_backend_pid",
    "random",
    "randomblob",
    "session_user",
    "setval",
    "statement_timestamp",
    "timeofday",
    "total_changes",
    "transaction_timestamp",
    "txid_current",
    "uuid_generate_v1",
    "uuid_generate_v4",
    "uuidv7",
};

// Functions that look at other rows.
constexpr std::array<std::string_view, 14> of_rows = {
    "array_agg", "avg",       "bool_and", "bool_or", "count",      "every",      "group_concat",
    "json_agg",  "jsonb_agg", "lag",      "lead",    "row_number", "string_agg", "sum",
};

// STABLE on PostgreSQL: their result depends on settings.
constexpr std::array<std::string_view, 4> by_settings = {"concat", "concat_ws", "format",
                                                         "to_char"};

template <std::size_t n>
bool is_one_of(const std::array<std::string_view, n>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

void refuse(const base::Span& span, const std::string& what, const std::string& hint,
            Diagnostics& diagnostics) {
  diagnostics.error(codes::computed_impossible, span, what, hint);
}

void exclude(const base::Span& span, const char* word, const char* hint, Diagnostics& diagnostics) {
  if (!span.known()) return;
  diagnostics.error(codes::conflicting_annotations, span,
                    quote(word) + " and 'computed' exclude each other", hint);
}

bool has_column(const EntityDraft& built, const std::string& column) {
  return std::any_of(built.fields.begin(), built.fields.end(), [&](const FieldDraft& field) {
    return base::to_lower(field.field.column) == column;
  });
}

// Why the word cannot stand in a stored expression, or "".
std::string problem_of(const EntityDraft& built, const base::SqlWord& word,
                       std::string_view database, std::string& hint) {
  if (word.is_quoted) return {};
  if (word.text == "select") {
    hint = "write one expression over columns of this table; what other tables say, a view gives";
    return "reads other rows: a computed column knows its own row alone";
  }
  if (!word.is_called && has_column(built, word.text)) return {};
  if (is_one_of(changing, word.text)) {
    hint = "leave " + quote(word.text) + " out; what is taken once stands in 'default_sql'";
    return "has " + quote(word.text) + ", which is not the same each time";
  }
  if (word.is_called && is_one_of(of_rows, word.text)) {
    hint = "write one expression over columns of this table; what other rows say, a view gives";
    return "has " + quote(word.text) + ", which looks at other rows";
  }
  if (word.is_called && database == "postgresql" && is_one_of(by_settings, word.text)) {
    hint = "write a || b; for SQLite alone: sqlite(\"…\") beside the text";
    return "has " + quote(word.text) + ", which PostgreSQL lets depend on settings";
  }
  return {};
}

// The first of the words that a stored expression must not have.
void check_words(const EntityDraft& built, const FieldDraft& field, const Name& sql,
                 std::string_view database, Diagnostics& diagnostics) {
  for (const base::SqlWord& word : base::sql_words(sql.value)) {
    std::string hint;
    const std::string problem = problem_of(built, word, database, hint);
    if (problem.empty()) continue;
    refuse(sql.span, "the SQL of " + quote(field.field.name) + " " + problem, hint, diagnostics);
    return;
  }
  for (const FieldDraft& other : built.fields) {
    if (!other.words.computed || !base::mentions(sql.value, other.field.column)) continue;
    const bool is_own = &other == &field;
    refuse(sql.span,
           quote(field.field.name) + (is_own ? " is computed from itself"
                                             : " is computed from " + quote(other.field.name) +
                                                   ", which is computed too"),
           is_own ? "compute it from other columns"
                  : "PostgreSQL computes all of them at once: write the other's expression here",
           diagnostics);
    return;
  }
}

// SQLite keeps a Decimal of up to 18 digits as a whole number scaled by its digits behind the
// point, and one of more as text: an expression over them is another one there when that shows.
std::string shows_storage(const EntityDraft& built, const FieldDraft& field,
                          const std::string& sql) {
  constexpr int most_digits = 18;
  const Type& result = field.field.type;
  int decimals = 0;
  for (const FieldDraft& other : built.fields) {
    const Type& type = other.field.type;
    if (type.kind != TypeKind::decimal || !base::mentions(sql, other.field.column)) continue;
    if (type.precision == 0 || type.precision > most_digits)
      return quote(other.field.name) + ", which is text there";
    if (result.kind == TypeKind::decimal && result.scale != type.scale)
      return quote(other.field.name) + ", which has another number of digits behind the point";
    if (sql.find('/') != std::string::npos)
      return "a quotient of " + quote(other.field.name) + ", which is a whole number there";
    for (const base::SqlWord& word : base::sql_words(sql))
      decimals += word.text == base::to_lower(other.field.column) ? 1 : 0;
  }
  const bool multiplies = sql.find('*') != std::string::npos;
  return multiplies && decimals > 1 ? "a product of Decimals, which are whole numbers there" : "";
}

void check_storage(const EntityDraft& built, const FieldDraft& field, Diagnostics& diagnostics) {
  const SqlTextWords& words = *field.words.computed;
  if (words.sqlite.span.known() || !words.text.span.known()) return;
  const std::string what = shows_storage(built, field, words.text.value);
  if (what.empty()) return;
  refuse(words.text.span,
         quote(field.field.name) + " would be another value in SQLite: its SQL has " + what,
         "say what SQLite computes of what it stores: sqlite(\"…\") beside the text", diagnostics);
}

void check_keys(const EntityDraft& built, const FieldDraft& field, Diagnostics& diagnostics) {
  const auto is_field = [&](const Name& name) { return name.value == field.field.name; };
  const auto check = [&](const std::vector<Name>& names, const char* what, const char* hint) {
    for (const Name& name : names)
      if (is_field(name))
        refuse(name.span, quote(field.field.name) + " is computed and cannot be a part of " + what,
               hint, diagnostics);
  };
  constexpr const char* key_hint = "a computed field may be unique: take unique(…) for it";
  constexpr const char* reference_hint =
      "refer from a field that the application gives, and compute from that one";
  if (field.words.primary_key.known())
    refuse(field.words.primary_key,
           quote(field.field.name) + " is computed and cannot be the primary key",
           "write 'unique' instead, and take a key that the row is given", diagnostics);
  if (built.words.primary_key) check(built.words.primary_key->fields, "the primary key", key_hint);
  if (field.words.references)
    refuse(field.words.references->span,
           quote(field.field.name) + " is computed and cannot be a reference", reference_hint,
           diagnostics);
  for (const ForeignKeyWords& words : built.words.foreign_keys)
    check(words.fields, "a foreign key", reference_hint);
}

}  // namespace

std::optional<base::SqlText> build_sql_text(const SqlTextWords& words, std::string_view what,
                                            std::string_view sample, bool in_json,
                                            Diagnostics& diagnostics) {
  const bool has_text = words.text.span.known();
  const bool has_both = words.postgresql.span.known() && words.sqlite.span.known();
  if (has_text == has_both) {
    diagnostics.error(codes::wrong_arguments, words.span,
                      quote(what) + (has_text ? " has three texts for two databases"
                                              : " lacks the text of a database"),
                      in_json ? "write \"" + std::string{what} +
                                    "\": \"…\", or {\"sql\": \"…\", \"sqlite\": \"…\"}"
                              : "write " + std::string{what} + "(\"…\"), or " + std::string{what} +
                                    "(\"…\", sqlite(\"…\"))");
    return std::nullopt;
  }
  base::SqlText sql;
  bool good = true;
  for (const auto& [name, database] :
       {std::pair{&words.text, ""}, std::pair{&words.postgresql, "postgresql"},
        std::pair{&words.sqlite, "sqlite"}}) {
    if (!name->span.known()) continue;
    good = (sample.empty() ? check_sql_query(*name, quote(what), diagnostics)
                           : check_sql_expression(*name, quote(what), diagnostics, sample)) &&
           good;
    if (*database == '\0')
      sql.text = name->value;
    else
      sql.others[database] = name->value;
  }
  if (!good) return std::nullopt;
  return sql;
}

void build_computed(FieldDraft& built, bool in_json, Diagnostics& diagnostics) {
  const FieldWords& words = built.words;
  if (!words.computed) return;
  built.field.filled = Filled::by_expression;
  const std::optional<base::SqlText> sql =
      build_sql_text(*words.computed, "computed", example, in_json, diagnostics);
  if (sql) built.field.computed = *sql;
  constexpr const char* nothing_in = "nobody gives the field a value: leave it out";
  exclude(words.created_at, "created_at", nothing_in, diagnostics);
  exclude(words.updated_at, "updated_at", nothing_in, diagnostics);
  exclude(words.version, "version", nothing_in, diagnostics);
  if (words.backfill)
    exclude(words.backfill->span, "backfill", "rows that exist are computed too: leave it out",
            diagnostics);
  if (words.visibility == Visibility::write_only)
    exclude(words.visibility_span, "write_only", "a computed field is read: leave it out",
            diagnostics);
  for (const RuleWords& rule : words.rules)
    if (rule.rule.kind != Rule::Kind::length)
      exclude(rule.span, word_of(rule.rule.kind),
              "no value comes in that could break it: leave it out, or write 'check' on the entity",
              diagnostics);
}

void check_computed(const EntityDraft& built, Diagnostics& diagnostics) {
  for (const FieldDraft& field : built.fields) {
    if (!field.words.computed) continue;
    check_keys(built, field, diagnostics);
    if (field.field.computed.empty()) continue;
    const SqlTextWords& words = *field.words.computed;
    // The plain text is PostgreSQL's, unless that has its own.
    check_words(built, field, words.text, words.postgresql.span.known() ? "" : "postgresql",
                diagnostics);
    check_words(built, field, words.postgresql, "postgresql", diagnostics);
    check_words(built, field, words.sqlite, "sqlite", diagnostics);
    check_storage(built, field, diagnostics);
  }
}

}  // namespace tenon::model
