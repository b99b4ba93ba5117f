// What the parts of check share: the draft by name, and an entity while it is being built. Private
// to check*.cpp. Order: structs and their fields (check_struct, check_object, check_field;
// check_type, check_wrapper, check_rule, check_default), keys and references (check_key, check_sql,
// check_computed, check_reference), versions and removed rows (check_row_state), names over all
// entities (check_name).
#pragma once

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/diagnostic.hpp"
#include "model/annotation.hpp"
#include "model/draft.hpp"
#include "model/model.hpp"

namespace tenon::model {

/// The draft's structs and enums by qualified name.
struct Scope {
  std::map<std::string, const DraftStruct*> structs;
  std::map<std::string, const DraftEnum*> enums;
  std::map<std::string, base::Span> others;  ///< types that are no part of the models

  const DraftStruct* find_struct(const std::string& qualified) const;
  const DraftEnum* find_enum(const std::string& qualified) const;
  /// The struct that a name means in a namespace: in this one, or the nearest around it.
  const DraftStruct* find_struct(const std::string& name, std::string space) const;
};

std::string qualify(const std::string& space, const std::string& name);

/// Builds the scope. Errors: duplicate-name.
Scope make_scope(const Draft& draft, base::Diagnostics& diagnostics);

/// A field with the words that stood on it.
struct FieldDraft {
  const DraftField* drafted = nullptr;
  FieldWords words;
  Field field;
  std::string space;        ///< the namespace in which it was written
  bool is_untyped = false;  ///< an error was told of its type: no other depends on that
};

/// How a struct holds a value object: what the words on the member say.
struct HolderDraft {
  const DraftField* drafted = nullptr;
  Field field;  ///< the value object as a member
  Name was;     ///< the old prefix; "" is none
};

/// Reads the words on a member that is a value object. Errors: misplaced-annotation,
/// unsupported-default, deprecated-required.
HolderDraft build_holder(const DraftField& drafted, const DraftStruct& object, JsonNames names,
                         base::Diagnostics& diagnostics);

/// A field of a value object as a field of the struct that holds it. Errors: bad-name,
/// bad-identifier.
FieldDraft flattened(const FieldDraft& member, const HolderDraft& holder,
                     base::Diagnostics& diagnostics);

/// What no member of a value object can say. Errors: misplaced-annotation.
void check_member_words(const FieldDraft& member, const DraftStruct& object,
                        base::Diagnostics& diagnostics);

/// The fields of a struct and of its mix-ins, those of value objects flattened, while it is
/// checked.
struct StructDraft {
  const DraftStruct* drafted = nullptr;
  std::vector<FieldDraft> fields;  ///< without transient ones
  std::vector<Field> objects;      ///< the value objects, outer ones first
  bool is_incomplete = false;  ///< an error took fields away: those that are missing are no cause

  /// By the field's name or path: address_city, address.city.
  const FieldDraft* find(std::string_view field) const;
  /// A member of the C++ object that is a value object.
  const Field* find_object(std::string_view path) const;
  /// As people write them: the paths, where there are.
  std::vector<std::string> field_names() const;
};

/// An entity while it is checked. Fields are complete before keys and references begin.
struct EntityDraft : StructDraft {
  EntityWords words;
  Entity entity;
};

/// Turns structs into their fields. Each value object is built once, whoever holds it.
class StructBuilder {
 public:
  StructBuilder(const Scope& scope, JsonNames names, base::Diagnostics& diagnostics)
      : scope_(scope), names_(names), diagnostics_(diagnostics) {}

  /// The mix-ins in the order of the C++ object: a base's own bases first. Errors: unknown-base,
  /// mixin-cycle, entity-as-base.
  std::vector<const DraftStruct*> bases_of(const DraftStruct& drafted);

  /// The struct's own fields, without those of its mix-ins. Errors: duplicate-field, and those of
  /// fields and value objects.
  void add_fields(StructDraft& built, const DraftStruct& from);

  /// With those of its mix-ins.
  StructDraft build(const DraftStruct& drafted);

  /// A value object that a struct so far had as a member, or null.
  const StructDraft* find_object(const DraftStruct& drafted) const;

  /// The struct that makes this field a value object, or null: it has no table, and several members
  /// or 'embed' on the field.
  const DraftStruct* object_of(const DraftField& field) const;

 private:
  void collect_bases(const DraftStruct& drafted, std::vector<const DraftStruct*>& found);
  void add(StructDraft& built, FieldDraft field);
  void add_object(StructDraft& built, const DraftField& holder, const DraftStruct& object);

  const Scope& scope_;
  JsonNames names_;
  base::Diagnostics& diagnostics_;
  std::map<const DraftStruct*, StructDraft> objects_;
  std::vector<const DraftStruct*> path_;  ///< of mix-ins or value objects that are being built
};

/// One field of this struct: type, rules, default, visibility, names. Errors: those of fields in
/// base/codes.
FieldDraft build_field(const DraftField& drafted, const DraftStruct& owner, const Scope& scope,
                       base::Diagnostics& diagnostics);

/// The kind of a field's column; false when it has none. Errors: unmappable-type.
bool build_type(FieldDraft& built, const Scope& scope, base::Diagnostics& diagnostics);

/// The digits of a decimal. Errors: rule-type-mismatch, bad-precision.
void build_precision(FieldDraft& built, base::Diagnostics& diagnostics);

/// The C++ type around a value whose kind is set; false when it cannot be one. Errors:
/// misplaced-annotation, conflicting-annotations, unknown-entity, unmappable-type, wrong-arguments,
/// bad-identifier.
bool build_wrapper(FieldDraft& built, const DraftStruct& owner, const Scope& scope,
                   base::Diagnostics& diagnostics);

/// How to make a C++ type that we do not know a column's.
std::string codec_hint(const std::string& type);

/// Whether a value of the one is a value of the other, in C++ and in the database.
bool is_same_type(const Type& a, const Type& b);

/// A type as messages name it, with all that two may differ in: "int64", "tenon::Id<blog::User>",
/// "Decimal(10, 2)".
std::string whole_type(const Type& type);

/// The default of a field whose type and rules are set.
void build_default(FieldDraft& built, const Scope& scope, base::Diagnostics& diagnostics);

/// A field that counts the changes of its row. Errors: version-type, conflicting-annotations.
void build_version(FieldDraft& built, base::Diagnostics& diagnostics);

/// What an entity says of the state of its rows, once its keys are known: at most one version,
/// outside of the key, and the field that marks removed rows. Errors: two-versions,
/// conflicting-annotations, soft-delete-field, soft-delete-unique, default-not-allowed.
void build_row_state(EntityDraft& built, base::Diagnostics& diagnostics);

/// The text of `what`, a word: an expression as `sample`, or a query without one. Errors:
/// wrong-arguments, bad-sql.
std::optional<base::SqlText> build_sql_text(const SqlTextWords& words, std::string_view what,
                                            std::string_view sample, bool in_json,
                                            base::Diagnostics& diagnostics);

/// The draft without words that mean nothing for a view, which are told of, when it has views.
/// Errors: view-impossible.
std::optional<Draft> clean_views(const Draft& draft, base::Diagnostics& diagnostics);

/// What an entity that is a view is made of. Errors: those of build_sql_text.
void build_view(EntityDraft& built, base::Diagnostics& diagnostics);

/// References to a view. Errors: view-impossible.
void check_views(const std::vector<EntityDraft>& entities, base::Diagnostics& diagnostics);

/// A computed field, and the words that cannot stand beside it. Errors: those of build_sql_text,
/// conflicting-annotations.
void build_computed(FieldDraft& built, bool in_json, base::Diagnostics& diagnostics);

/// The SQL type of a field whose C++ type is set. Errors: rule-type-mismatch, wrong-arguments,
/// conflicting-annotations, bad-sql-type.
void build_sql_type(FieldDraft& built, bool in_json, base::Diagnostics& diagnostics);

/// The collation of a field whose type is set. Errors: rule-type-mismatch, wrong-arguments,
/// bad-name, bad-collation.
void build_collation(FieldDraft& built, bool in_json, base::Diagnostics& diagnostics);

/// What no computed column can be or be made of. Errors: computed-impossible.
void check_computed(const EntityDraft& built, base::Diagnostics& diagnostics);

/// "length", "range", …: the word of a rule.
const char* word_of(Rule::Kind kind);

/// The names of an entity's fields, inputs and relations in JSON. Errors: bad-name,
/// conflicting-annotations, duplicate-json-name.
void build_json_names(EntityDraft& built, JsonNames style, base::Diagnostics& diagnostics);

/// The same for a value object.
void build_json_names(StructDraft& built, JsonNames style, base::Diagnostics& diagnostics);

/// That a request can name each field that JSON shows: through value objects `address.city`, a
/// condition `age__ge`, the other direction of an order `-age`. Of a complete model. Errors:
/// duplicate-json-name, ambiguous-json-name.
void check_request_names(const std::vector<EntityDraft>& entities, const Model& model,
                         base::Diagnostics& diagnostics);

/// The name of one member in JSON. Errors: bad-name, conflicting-annotations.
void build_json_name(Field& field, const FieldWords& words, JsonNames style,
                     base::Diagnostics& diagnostics);

/// Turns rule words into rules of a value of this type (precision apart).
std::vector<Rule> build_rules(const std::vector<RuleWords>& words, const Type& type,
                              base::Diagnostics& diagnostics);

/// The fields that a key names; false when one of them is unknown, transient or named twice.
/// Errors: unknown-field, repeated-field.
bool check_fields(const EntityDraft& built, const std::vector<Name>& fields,
                  base::Diagnostics& diagnostics);

/// The names of these fields, which check_fields found good.
std::vector<std::string> names_of(const EntityDraft& built, const std::vector<Name>& fields);

/// Primary key, unique keys, indexes (index-impossible, bad-sql).
void build_keys(EntityDraft& built, base::Diagnostics& diagnostics);

/// The conditions on an entity's rows. Errors: bad-sql, bad-name, duplicate-name.
void build_checks(EntityDraft& built, base::Diagnostics& diagnostics);

/// The entities by qualified name.
using Entities = std::map<std::string, EntityDraft*>;
Entities by_name(std::vector<EntityDraft>& entities);

/// The entity that a name means in this namespace: `User` in blog::admin is blog::admin::User,
/// blog::User or ::User, the first that exists, as in C++. Null when there is none.
EntityDraft* resolve(const std::string& name, const std::string& space, const Entities& entities);

/// The same for a name that is written in this namespace. Errors: unknown-entity, unless an error
/// keeps a struct of this name from being an entity.
EntityDraft* find_entity(const std::string& name, const base::Span& span, const std::string& space,
                         const Entities& entities, const Scope& scope,
                         base::Diagnostics& diagnostics);

/// A qualified name as C++ writes it: "blog::User" for "blog.User".
std::string spelled(const Name& entity);

/// "blog.User.id" is the entity "blog::User" and the field "id"; of "User.home.city", where User is
/// an entity, the field is a part of a value object.
struct Target {
  std::string entity;
  std::string field;
};
Target split_target(const Name& name, const std::string& space, const Entities& entities);

/// References of one entity into others.
void build_references(std::vector<EntityDraft>& entities, const Scope& scope,
                      base::Diagnostics& diagnostics);

/// The ways along references, back and through links. Errors: duplicate-relation, bad-identifier,
/// link-impossible, ambiguous-link.
void build_relations(std::vector<EntityDraft>& entities, const Scope& scope,
                     base::Diagnostics& diagnostics);

/// The shapes of all entities, whose fields and relations are complete. Errors: unknown-member,
/// unknown-field, repeated-field, unknown-shape, shape-loop, single-row, bad-bound,
/// bad-sql, duplicate-name, bad-identifier.
void build_shapes(std::vector<EntityDraft>& entities, const Scope& scope,
                  base::Diagnostics& diagnostics);

/// Names in SQL and C++: of tables and columns, and of what is generated.
void check_names(const std::vector<EntityDraft>& entities, const Model& model, const Scope& scope,
                 base::Diagnostics& diagnostics);

/// Whether one of these annotations is this word, with good arguments or bad.
bool has_word(const std::vector<Annotation>& annotations, std::string_view word);

/// The type of a list's elements.
Type element_of(Type list);

/// "a double", "an int64".
std::string with_article(TypeKind kind);

/// A name that SQL can hold on both databases: 1 to 63 bytes, no control character. Errors:
/// bad-name.
bool check_sql_name(const Name& name, std::string_view what, base::Diagnostics& diagnostics);

/// One SQL expression that stays inside the parentheses that we put around it: quotes and
/// parentheses closed, no comment, no `;`. Whether it means something the database says. Errors:
/// bad-sql.
bool check_sql_expression(const Name& sql, std::string_view what, base::Diagnostics& diagnostics,
                          std::string_view example = "starts < ends");

/// Why the text is not one piece of SQL, or "".
std::string problem_of_sql(const std::string& sql);

/// One query, without parameters. Errors: bad-sql.
bool check_sql_query(const Name& sql, std::string_view what, base::Diagnostics& diagnostics);

/// C++'s own [[deprecated]] on this name. Errors: misplaced-annotation.
void check_deprecated(const Name& name, const base::Span& deprecated, const char* hint,
                      base::Diagnostics& diagnostics);

/// The name of a type that generated code says: none that it has for something else. Errors:
/// bad-identifier.
bool check_free_name(const Name& name, std::string_view what, base::Diagnostics& diagnostics);

/// A name that becomes a C++ identifier. Errors: bad-identifier.
bool check_cpp_name(const Name& name, std::string_view what, base::Diagnostics& diagnostics);

/// "int64", "string", …: as messages name a type.
const char* describe(TypeKind kind);

/// The same with “list of ” before it where it is one.
std::string describe(const Type& type);

}  // namespace tenon::model
