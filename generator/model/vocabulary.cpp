#include "model/vocabulary.hpp"

#include "model/vocabulary_words.hpp"

namespace tenon::model {
namespace {

std::vector<Word> all_words() {
  std::vector<Word> all = table_words();
  for (const auto& part : {entity_words(), key_words(), rule_words(), list_words(), json_words(),
                           column_words(), value_words(), enum_words()})
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
      return "a field's name, desc(field) or sql(\"…\")";
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
