#include <algorithm>
#include <array>

#include "base/codes.hpp"
#include "base/text.hpp"
#include "model/check_parts.hpp"
#include "model/vocabulary.hpp"

namespace tenon::model {
namespace {

namespace codes = base::codes;
using base::Diagnostics;
using base::quote;

// The words that say something about rows that are only read.
constexpr std::array<std::string_view, 3> words_of_view = {"table", "read_only", "primary_key"};
constexpr std::array<std::string_view, 12> words_of_field = {
    "primary_key", "precision", "column", "alias", "read_only",  "internal",
    "transient",   "type",      "id",     "codec", "deprecated", "embed"};

bool is_view(const DraftStruct& drafted) {
  return has_word(drafted.annotations, "table") && has_word(drafted.annotations, "read_only");
}

// Words that are none are told of where they are decoded.
template <std::size_t n>
bool is_of_view(const std::array<std::string_view, n>& names, const std::string& word,
                Place place) {
  const Word* found = find_word(word, place);
  return found == nullptr || !found->supported ||
         std::find(names.begin(), names.end(), word) != names.end();
}

// Why a word means nothing for a view.
const char* reason_for(const std::string& word) {
  if (word == "unique" || word == "index")
    return "a view has no index: it belongs to a table that the view reads";
  if (word == "references" || word == "foreign_key" || word == "check" || word == "link")
    return "a view has no constraint: it belongs to a table that the view reads";
  if (word == "was") return "a view is made anew under its name, and nothing is lost";
  if (word == "computed" || word == "collate") return "its query says it";
  if (word == "soft_delete") return "its query says which rows there are";
  if (word == "shape") return "a view is read as it is";
  return "nothing is written through it";
}

/// The struct of a view without the words that mean nothing for it, each of which is told of once:
/// what else may be wrong with them does not matter.
class Cleaner {
 public:
  Cleaner(DraftStruct& view, Diagnostics& diagnostics) : view_(view), diagnostics_(diagnostics) {}

  void run() {
    clean(view_.annotations, words_of_view, Place::entity);
    for (DraftField& field : view_.fields) {
      clean(field.annotations, words_of_field, Place::field);
      for (Annotation& one : field.annotations) {
        if (one.word != "primary_key" || one.arguments.empty()) continue;
        refuse(one.span, "primary_key(client)", "nothing is written through it",
               view_.is_generated ? "write \"primary_key\": true" : "write primary_key");
        one.arguments.clear();
      }
      if (!field.initializer) continue;
      refuse(field.initializer->span, "a default", "nothing is written through it", "leave it out");
      field.initializer.reset();
    }
  }

 private:
  template <class Words>
  void clean(std::vector<Annotation>& annotations, const Words& words, Place place) {
    std::vector<Annotation> kept;
    for (Annotation& one : annotations) {
      if (is_of_view(words, one.word, place)) {
        kept.push_back(std::move(one));
      } else {
        refuse(one.span, one.word, reason_for(one.word), "leave it out");
      }
    }
    annotations = std::move(kept);
  }
  void refuse(const base::Span& span, const std::string& word, const char* reason,
              const char* hint) {
    const std::string what = word == "a default" ? word : quote(word);
    diagnostics_.error(
        codes::view_impossible, span,
        what + " means nothing for " + quote(view_.name.value) + ", which is a view: " + reason,
        hint);
  }

  DraftStruct& view_;
  Diagnostics& diagnostics_;
};

// What mix-ins and value objects say for tables: a view has their columns, and no more.
void forget_writing(FieldDraft& field) {
  FieldWords words;
  words.primary_key = field.words.primary_key;
  words.precision = field.words.precision;
  words.type = field.words.type;
  words.codec = field.words.codec;
  words.id = field.words.id;
  words.id_span = field.words.id_span;
  words.visibility = field.words.visibility;
  words.visibility_span = field.words.visibility_span;
  words.deprecated = field.words.deprecated;
  words.alias = field.words.alias;
  words.column = field.words.column;
  words.embed = field.words.embed;
  field.words = std::move(words);
  field.field.initial.reset();
  field.field.rules.clear();
  field.field.each.clear();
  field.field.filled = Filled::by_application;
  field.field.computed = {};
  field.field.type.collation = {};
  field.field.was.clear();
  field.field.backfill.clear();
}

}  // namespace

bool check_sql_query(const Name& sql, std::string_view what, Diagnostics& diagnostics) {
  std::string problem = problem_of_sql(sql.value);
  const std::vector<base::SqlWord> words = base::sql_words(sql.value);
  const auto is_parameter = [](const base::SqlWord& word) {
    return !word.is_quoted && word.text.size() > 1 && word.text[0] == '$';
  };
  if (problem.empty()) {
    const std::string first = words.empty() || words[0].is_quoted ? "" : words[0].text;
    if (first != "select" && first != "with" && first != "values") problem = "is no query";
  }
  if (problem.empty() && std::any_of(words.begin(), words.end(), is_parameter))
    problem = "has a parameter";
  if (problem.empty()) return true;
  diagnostics.error(codes::bad_sql, sql.span, "the SQL of " + std::string{what} + " " + problem,
                    "write one query, as \"select id, name from users where active\"");
  return false;
}

std::optional<Draft> clean_views(const Draft& draft, Diagnostics& diagnostics) {
  if (std::none_of(draft.structs.begin(), draft.structs.end(), is_view)) return std::nullopt;
  Draft cleaned = draft;
  for (DraftStruct& drafted : cleaned.structs)
    if (is_view(drafted)) Cleaner{drafted, diagnostics}.run();
  return cleaned;
}

void build_view(EntityDraft& built, Diagnostics& diagnostics) {
  if (!built.words.view) return;
  for (FieldDraft& field : built.fields) forget_writing(field);
  const SqlTextWords& words = *built.words.view;
  built.entity.view.emplace();
  if (!words.text.span.known() && !words.postgresql.span.known() && !words.sqlite.span.known())
    return;  // somebody else's
  if (const std::optional<base::SqlText> sql =
          build_sql_text(words, "read_only", {}, built.drafted->is_generated, diagnostics))
    built.entity.view = *sql;
}

namespace {

/// Where a reference names the entity that it looks at.
base::Span target_of(const EntityDraft& built, const Reference& reference) {
  for (const FieldDraft& field : built.fields)
    if (field.words.references && reference.fields == std::vector{field.field.name})
      return field.words.references->target.span;
  for (const ForeignKeyWords& words : built.words.foreign_keys) {
    std::vector<std::string> fields;
    for (const Name& field : words.fields) fields.push_back(field.value);
    if (fields == reference.fields) return words.how.target.span;
  }
  return built.drafted->name.span;  // a value object's
}

}  // namespace

void check_views(const std::vector<EntityDraft>& entities, Diagnostics& diagnostics) {
  const auto looks_at_view = [&](const Reference& reference) {
    return std::any_of(entities.begin(), entities.end(), [&](const EntityDraft& one) {
      return one.words.view && one.entity.qualified() == reference.entity;
    });
  };
  for (const EntityDraft& one : entities)
    for (const Reference& reference : one.entity.references)
      if (looks_at_view(reference))
        diagnostics.error(
            codes::view_impossible, target_of(one, reference),
            quote(reference.entity) + " is a view, and no foreign key can look at it",
            "keep the value without the reference, or refer to a table that the view reads");
}

}  // namespace tenon::model
