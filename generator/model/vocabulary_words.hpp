// The words of model/vocabulary in groups, each group in the file of its place; and their
// parameters said shortly.
#pragma once

#include "model/vocabulary.hpp"

namespace tenon::model {

inline Parameter one(std::string_view name, ArgumentKind kind) {
  return {name, kind, Parameter::Count::one, false};
}
inline Parameter maybe(std::string_view name, ArgumentKind kind) {
  return {name, kind, Parameter::Count::maybe, false};
}
inline Parameter many(std::string_view name, ArgumentKind kind) {
  return {name, kind, Parameter::Count::many, false};
}
inline Parameter named(std::string_view name, ArgumentKind kind) {
  return {name, kind, Parameter::Count::maybe, true};
}

/// A word that later versions know: its arguments are not looked at yet.
inline Word future(std::string_view name, Place place, std::string_view example,
                   std::string_view help, bool repeatable = false) {
  return {name, place, {many("arguments", ArgumentKind::other)}, repeatable, false, "", example,
          "",   help};
}

// vocabulary_entity.cpp
std::vector<Word> table_words();
std::vector<Word> entity_words();

// vocabulary_field.cpp
std::vector<Word> key_words();
std::vector<Word> rule_words();
std::vector<Word> list_words();
std::vector<Word> json_words();
std::vector<Word> column_words();
std::vector<Word> value_words();

// vocabulary_enum.cpp
std::vector<Word> enum_words();

}  // namespace tenon::model
