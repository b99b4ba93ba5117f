#include "model/vocabulary.hpp"

#include <utility>

#include "model/vocabulary_words.hpp"

namespace tenon::model {
namespace {

std::vector<Word> all_words() {
  std::vector<Word> all = table_words();
  for (const auto& part : {entity_words(), key_words(), rule_words(), list_words(), json_words(),
                           column_words(), value_words(), history_words(), enum_words()})
    all.insert(all.end(), part.begin(), part.end());
  return all;
}

}  // namespace

const std::vector<Word>& vocabulary() {
  static const std::vector<Word> words = all_words();
  return words;
}

const Word* find_word(std::string_view name, Place place) {
  for (const Word& word : vocabulary())
    if (word.name == name && word.place == place) return &word;
  return nullptr;
}

std::vector<std::string> words_at(Place place) {
  std::vector<std::string> names;
  for (const Word& word : vocabulary())
    if (word.place == place) names.emplace_back(word.name);
  return names;
}

std::string_view hint_for_foreign(std::string_view word) {
  constexpr std::string_view may_be_null =
      "a field that may be NULL is std::optional (in JSON: not in required)";
  constexpr std::string_view is_required =
      "a field is required unless it is std::optional (in JSON: in required)";
  constexpr std::string_view is_default =
      "a default is the member's initialiser, = 1 (in JSON: \"default\": 1), or default_sql(\"…\")";
  constexpr std::string_view is_length = "write length(1, 80) (in JSON: minLength, maxLength)";
  constexpr std::string_view is_range = "write range(1, 1000) (in JSON: minimum, maximum)";
  constexpr std::string_view is_reference =
      "write references(User::id, relation(\"author\"), inverse(\"posts\"))";
  constexpr std::string_view is_numbered = "the database numbers a primary_key of whole numbers";
  static constexpr std::pair<std::string_view, std::string_view> others[] = {
      {"nullable", may_be_null},
      {"optional", may_be_null},
      {"not_null", is_required},
      {"required", is_required},
      {"default", is_default},
      {"server_default", is_default},
      {"max_length", is_length},
      {"min_length", is_length},
      {"size", is_length},
      {"max", is_range},
      {"maximum", is_range},
      {"min", is_range},
      {"minimum", is_range},
      {"regex", "write pattern(\"…\")"},
      {"belongs_to", is_reference},
      {"many_to_one", is_reference},
      {"relationship", is_reference},
      {"has_many", "write inverse(\"posts\") at the reference of the other entity"},
      {"one_to_many", "write inverse(\"posts\") at the reference of the other entity"},
      {"many_to_many", "write link(\"tags\", PostTag), through an entity that refers to both"},
      {"auto_increment", is_numbered},
      {"autoincrement", is_numbered},
      {"identity", is_numbered},
      {"generated", "write computed(\"price * quantity\")"},
      {"comment", "a comment is the text of /// before it (in JSON: description)"},
      {"ignore", "write transient"},
      {"rename", "write was(\"old_name\")"},
  };
  for (const auto& [other, hint] : others)
    if (other == word) return hint;
  return {};
}

const char* describe(Place place) {
  switch (place) {
    case Place::entity:
      return "an entity";
    case Place::field:
      return "a field";
    case Place::enumeration:
      return "an enum";
    case Place::enumerator:
      return "an enumerator";
  }
  return "";
}

const char* describe(ArgumentKind kind) {
  switch (kind) {
    case ArgumentKind::text:
      return "a string";
    case ArgumentKind::integer:
      return "a whole number";
    case ArgumentKind::number:
      return "a number";
    case ArgumentKind::bound:
      return "a number or *";
    case ArgumentKind::flag:
      return "a bare word";
    case ArgumentKind::field:
      return "a field's name";
    case ArgumentKind::part:
      return "a field's name, sql(\"…\"), or one of them in desc(…)";
    case ArgumentKind::target:
      return "Entity::field";
    case ArgumentKind::entity:
      return "an entity's name";
    case ArgumentKind::type:
      return "the name of a struct";
    case ArgumentKind::member:
      return "*, a field, a relation or relation(…)";
    case ArgumentKind::ordering:
      return "a field's name, with - for descending";
    case ArgumentKind::fields:
      return "(field, …)";
    case ArgumentKind::key:
      return "Entity(field, …)";
    case ArgumentKind::action:
      return "no_action, restrict, cascade, set_null or set_default";
    case ArgumentKind::rule:
      return "length(…), range(…), multiple_of(…), pattern(…), email, url or not_empty";
    case ArgumentKind::other:
      return "an argument";
  }
  return "";
}

}  // namespace tenon::model
