// The words of the model language: one table of every annotation, its arguments, where it may stand
// and one line of help. Annotations are decoded, JSON models read, the meta-schema and the help
// made from this table; a word that is not in it does not exist.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace tenon::model {

/// What an annotation stands on.
enum class Place { entity, field, enumeration, enumerator };

/// What an argument may be.
enum class ArgumentKind {
  text,     ///< a string literal; in JSON a string
  integer,  ///< a whole number, not negative
  number,   ///< a number
  bound,    ///< a number, or `*` for an open end; in JSON a number
  flag,     ///< the bare name; in JSON true
  field,    ///< a field of this entity
  part,  ///< a part of an index: field, desc(field), sql("…"); in JSON "field", {"desc": "field"},
         ///< {"sql": "…"}
  target,    ///< Entity::field; in JSON "Entity.field"
  entity,    ///< an entity, perhaps with its namespace; in JSON a string
  type,      ///< the name of a struct that is to be made: UserWithPosts
  member,    ///< of a shape: *, field, relation, relation(Shape, where, order, limit)
  ordering,  ///< field, or -field for descending; in JSON "-field"
  fields,    ///< (field, …), at least one; in JSON ["field", …]
  key,       ///< Entity(field, …); in JSON {"Entity": ["field", …]}
  action,    ///< no_action, restrict, cascade, set_null, set_default
  rule,  ///< a rule of a value: length(…), pattern(…), email, url, not_empty; in JSON Schema's
         ///< keywords
  other  ///< anything: only of words that are not yet supported
};

/// One argument of a word.
struct Parameter {
  enum class Count { one, maybe, any, many };  ///< maybe: 0 or 1; any: 0 or more; many: 1 or more

  std::string_view name;
  ArgumentKind kind = ArgumentKind::text;
  Count count = Count::one;
  bool named = false;  ///< written name(value), in any order, behind the others; in JSON a key.
                       ///< With `many` name(value, …), and a list
  std::string_view help = {};  ///< what it says, where the word's own help does not
};

/// One word at one place.
struct Word {
  std::string_view name;
  Place place = Place::field;
  std::vector<Parameter> parameters;
  bool repeatable = false;
  bool supported = false;
  std::string_view json_keywords;  ///< the standard keywords that mean it in JSON; "" = x-tenon
  std::string_view example;        ///< in C++
  std::string_view json_example;   ///< in JSON, as a member of its object
  std::string_view help;
};

/// Every word, by place and then in the order in which people meet them.
const std::vector<Word>& vocabulary();

/// What stands in the parentheses of a relation in a shape, as a word without a name or a place.
const Word& loaded_word();

/// The word at this place, or null.
const Word* find_word(std::string_view name, Place place);

/// The names of all words at this place (for “did you mean”).
std::vector<std::string> words_at(Place place);

/// What to write instead of a word that other tools have and this language has not: "nullable".
/// "" for any other.
std::string_view hint_for_foreign(std::string_view word);

/// "an entity", "a field", "an enum", "an enumerator".
const char* describe(Place place);

/// "a string", "a field's name", …: as messages say what was expected.
const char* describe(ArgumentKind kind);

}  // namespace tenon::model
