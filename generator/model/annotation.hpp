// From annotations as words to what they say: each is looked up in the vocabulary, its arguments
// are matched with the word's parameters and become typed values. What they *mean* together with
// types and other entities is check's question.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "base/diagnostic.hpp"
#include "base/source.hpp"
#include "model/draft.hpp"
#include "model/model.hpp"

namespace tenon::model {

using Name = base::Located<std::string>;

/// primary_key(…) and unique(…) of an entity.
struct KeyWords {
  std::vector<Name> fields;
  Name name;  ///< "" = none given
  base::Span span;
};

/// A part of an index: a field or SQL.
struct PartWords {
  Name name;
  bool descending = false;
  bool is_sql = false;
};

/// index(…) of an entity.
struct IndexWords {
  std::vector<PartWords> parts;
  base::Span unique;
  Name where;
  Name method;
  std::vector<Name> include;
  base::Span nulls_first;
  base::Span nulls_last;
  Name name;
  base::Span span;
};

/// length(…), range(…), multiple_of(…), pattern(…), email, url, not_empty, items(…), unique_items.
struct RuleWords {
  Rule rule;
  base::Span span;        ///< of the word
  base::Span most_span;   ///< of the upper bound, the number or the pattern
  base::Span least_span;  ///< of the lower bound
};

/// check(…).
struct CheckWords {
  Name sql;
  Name name;
};

/// SQL text, perhaps one for each database. A name whose span is known was there.
struct SqlTextWords {
  Name text;
  Name postgresql;
  Name sqlite;
  base::Span span;
};

/// soft_delete(…).
struct SoftDeleteWords {
  Name field;  ///< "" = none given
  base::Span span;
};

struct InputWords {
  Name name;
  std::vector<RuleWords> rules;
};

struct ReferenceWords {
  Name target;  ///< "User.id", perhaps qualified
  Action on_delete = Action::no_action;
  Action on_update = Action::no_action;
  base::Span on_delete_span;
  base::Span on_update_span;
  bool deferrable = false;
  Name relation;
  Name inverse;
  Name name;  ///< the constraint's, "" = none given
  base::Span span;
};

/// foreign_key(…): what is said as in references stands in `how`, whose target is the entity.
struct ForeignKeyWords {
  std::vector<Name> fields;
  std::vector<Name> targets;
  ReferenceWords how;
};

/// link(…).
struct LinkWords {
  Name name;
  Name through;            ///< "blog.PostTag"
  std::vector<Name> from;  ///< fields of the entity between; empty = not said
  std::vector<Name> to;
  base::Span span;
};

/// A field or a relation of a shape, or `*`. Only a relation has more than a name.
struct MemberWords {
  Name name;
  bool is_call = false;
  Name shape;
  Name where;
  std::vector<PartWords> order;
  Name limit;  ///< "" = none
};

/// shape(…).
struct ShapeWords {
  Name name;
  std::vector<MemberWords> members;
  bool is_incomplete = false;  ///< a member with an error is missing
};

/// What stands on an entity.
struct EntityWords {
  std::optional<Name> table;  ///< none: no entity
  Name schema;
  std::optional<KeyWords> primary_key;
  std::vector<KeyWords> unique_keys;
  std::vector<IndexWords> indexes;
  std::vector<CheckWords> checks;
  std::vector<ForeignKeyWords> foreign_keys;
  std::vector<InputWords> inputs;
  std::optional<SoftDeleteWords> soft_delete;
  std::vector<LinkWords> links;
  std::vector<ShapeWords> shapes;
  std::optional<Name> was;
  std::optional<SqlTextWords> view;  ///< read_only
};

struct PrecisionWords {
  int digits = 0;
  int scale = 0;
  base::Span span;
};

/// codec(…), of JSON models.
struct CodecWords {
  Name type;
  Name header;
  Name member;  ///< "" = none given
  base::Span span;
};

/// What stands on a field. A span that is known says that the word was there.
struct FieldWords {
  base::Span primary_key;
  bool client = false;
  Name key_name;  ///< of primary_key, "" = none given
  base::Span unique;
  base::Span index;
  std::optional<ReferenceWords> references;
  std::vector<RuleWords> rules;
  base::Span each;
  std::vector<RuleWords> each_rules;  ///< of each(…)
  std::optional<PrecisionWords> precision;
  std::optional<CodecWords> codec;
  std::optional<Name> id;  ///< the entity whose id it is, of JSON models
  base::Span id_span;      ///< of the word
  Visibility visibility = Visibility::everywhere;
  base::Span visibility_span;
  base::Span transient;
  base::Span deprecated;
  base::Span created_at;
  base::Span updated_at;
  base::Span version;
  std::optional<Name> alias;
  std::optional<Name> column;
  std::optional<Name> default_sql;
  std::optional<Name> was;
  std::optional<Name> backfill;
  std::optional<SqlTextWords> computed;
  std::optional<SqlTextWords> type;
  std::optional<SqlTextWords> collate;
  std::optional<Name> embed;
};

/// What stands on an enumerator.
struct EnumeratorWords {
  std::optional<Name> text;
  std::optional<Name> was;
};

/// What stands on an enum.
struct EnumWords {
  base::Span native;
  Name type_name;                            ///< of native, "" = none given
  Name type_schema;                          ///< likewise
  std::vector<EnumeratorWords> enumerators;  ///< one for each
};

/// Decodes what stands on a struct, a field, an enum with its enumerators. Errors:
/// unknown-annotation, misplaced-annotation, wrong-arguments, duplicate-annotation,
/// not-yet-supported, conflicting-annotations. A word with an error is left out of the result.
EntityWords decode_entity(const std::vector<Annotation>& annotations,
                          base::Diagnostics& diagnostics);
FieldWords decode_field(const std::vector<Annotation>& annotations, base::Diagnostics& diagnostics);
EnumWords decode_enum(const DraftEnum& drafted, base::Diagnostics& diagnostics);

}  // namespace tenon::model
