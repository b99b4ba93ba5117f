// The words of model/vocabulary in groups, each group in the file of its place; and their
// parameters said shortly.
#pragma once

#include "model/vocabulary.hpp"

namespace tenon::model {

inline Parameter one(std::string_view name, ArgumentKind kind, std::string_view help = {}) {
  return {name, kind, Parameter::Count::one, false, help};
}
inline Parameter maybe(std::string_view name, ArgumentKind kind, std::string_view help = {}) {
  return {name, kind, Parameter::Count::maybe, false, help};
}
inline Parameter many(std::string_view name, ArgumentKind kind, std::string_view help = {}) {
  return {name, kind, Parameter::Count::many, false, help};
}
inline Parameter named(std::string_view name, ArgumentKind kind, std::string_view help = {}) {
  return {name, kind, Parameter::Count::maybe, true, help};
}

// Said alike of references and foreign_key.
inline constexpr std::string_view help_on_delete =
    "what becomes of this row when the other one is deleted; else no_action: that is refused";
inline constexpr std::string_view help_on_update =
    "what becomes of this row when the other one's key changes; else no_action";
inline constexpr std::string_view help_deferrable =
    "the key is looked at when the transaction ends, not with each statement";
inline constexpr std::string_view help_relation =
    "the name of the way to the other row, for shapes";
inline constexpr std::string_view help_inverse =
    "the name of the way back, from the other row to all that refer to it, for shapes";

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
std::vector<Word> history_words();

// vocabulary_enum.cpp
std::vector<Word> enum_words();

}  // namespace tenon::model
