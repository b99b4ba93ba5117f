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
constexpr std::array<std::string_view, 7> words_of_field = {
    "primary_key", "precision", "column", "read_only", "internal", "transient", "deprecated"};

template <std::size_t n>
bool is_word_of(const std::array<std::string_view, n>& names, const std::string& name) {
  return std::find(names.begin(), names.end(), name) != names.end();
}

// Others were told of already.
bool is_known(const std::string& word, Place place) {
  const Word* found = find_word(word, place);
  return found != nullptr && found->supported;
}

// Why a word means nothing for a view.
const char* reason_for(const std::string& word) {
  if (word == "unique" || word == "index")
    return "a view has no index: it belongs to a table that the view reads";
  if (word == "references" || word == "foreign_key" || word == "check" || word == "link")
    return "a view has no constraint: it belongs to a table that the view reads";
  if (word == "was") return "a view is made anew under its name, and nothing is lost";
  if (word == "computed") return "its query computes it";
  if (word == "shape") return "a view is read as it is";
  return "nothing is written through it";
}

void refuse(const EntityDraft& built, const base::Span& span, const std::string& word,
            Diagnostics& diagnostics) {
  diagnostics.error(codes::view_impossible, span,
                    quote(word) + " means nothing for " + quote(built.entity.name) +
                        ", which is a view: " + reason_for(word),
                    "leave it out");
}

void check_words_of(const EntityDraft& built, Diagnostics& diagnostics) {
  for (const Annotation& one : built.drafted->annotations)
    if (is_known(one.word, Place::entity) && !is_word_of(words_of_view, one.word))
      refuse(built, one.span, one.word, diagnostics);
  for (const FieldDraft& field : built.fields) {
    for (const Annotation& one : field.drafted->annotations)
      if (is_known(one.word, Place::field) && !is_word_of(words_of_field, one.word))
        refuse(built, one.span, one.word, diagnostics);
    if (field.words.client) refuse(built, field.words.primary_key, "client", diagnostics);
    if (field.drafted->initializer)
      refuse(built, field.drafted->initializer->span, "a default", diagnostics);
  }
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

void build_view(EntityDraft& built, Diagnostics& diagnostics) {
  if (!built.words.view) return;
  const SqlTextWords& words = *built.words.view;
  built.entity.view.emplace();
  if (!words.text.span.known() && !words.postgresql.span.known() && !words.sqlite.span.known())
    return;  // somebody else's
  if (const std::optional<base::SqlText> sql =
          build_sql_text(words, "read_only", {}, built.drafted->is_generated, diagnostics))
    built.entity.view = *sql;
}

void check_views(const std::vector<EntityDraft>& entities, Diagnostics& diagnostics) {
  const auto is_view = [&](const Reference& reference) {
    return std::any_of(entities.begin(), entities.end(), [&](const EntityDraft& one) {
      return one.words.view && one.entity.qualified() == reference.entity;
    });
  };
  const auto refuse_target = [&](const Reference& reference, const base::Span& span) {
    if (!is_view(reference)) return;
    diagnostics.error(codes::view_impossible, span,
                      quote(reference.entity) + " is a view, and no foreign key can look at it",
                      "keep the value without 'references', or refer to a table that it reads");
  };
  for (const EntityDraft& one : entities) {
    if (one.words.view) check_words_of(one, diagnostics);
    for (const Reference& reference : one.entity.references) {
      for (const FieldDraft& field : one.fields)
        if (field.words.references && reference.fields.size() == 1 &&
            reference.fields[0] == field.field.name)
          refuse_target(reference, field.words.references->target.span);
      for (const ForeignKeyWords& words : one.words.foreign_keys)
        if (words.fields.size() == reference.fields.size() &&
            words.fields[0].value == reference.fields[0] && reference.fields.size() > 1)
          refuse_target(reference, words.how.target.span);
    }
  }
}

}  // namespace tenon::model
