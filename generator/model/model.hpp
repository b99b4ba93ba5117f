// What the user declared, checked: after model/check nothing in here can be wrong. Plain values
// that refer to each other by name. lower turns it into a Schema, query into Statements, emit into
// files.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/source.hpp"
#include "base/sql.hpp"
#include "model/wrapper.hpp"

namespace tenon::model {

/// The kinds of values that a column can hold.
enum class TypeKind {
  boolean,
  int16,
  int32,
  int64,
  float32,
  float64,
  string,
  bytes,
  uuid,
  decimal,
  timestamp,
  date,
  local_timestamp,
  time,
  interval,
  json,
  enumeration,
  object  ///< a value object: in lists of objects alone, never of a column
};

struct Type {
  TypeKind kind = TypeKind::string;
  bool nullable = false;
  std::string enumeration;  ///< qualified name of the enum ("blog::Role") when kind is enumeration
  int precision = 0;        ///< decimal: total digits, 0 = unconstrained
  int scale = 0;            ///< decimal: digits after the point
  std::optional<Wrapper> wrapper = {};  ///< the C++ type of the field, when it is not `kind`'s own
  bool is_list = false;                 ///< any number of values of this type, none of them NULL
  std::string object = {};              ///< qualified name of the value object when kind is object
  /// The column's SQL type where it is not the one of `kind`: base/sql_type. Of SQLite only what it
  /// has of its own.
  base::SqlText declared = {};
  /// string: the name of the column's collation, "" = the database's own. A name in double quotes
  /// is spelled as SQL does, perhaps with its schema.
  base::SqlText collation = {};

  /// A string whose values PostgreSQL compares by the operators of a type that is no text.
  bool is_foreign() const;
  /// Whether texts are equal in the database when their bytes are, and only then.
  bool compares_bytes() const;
  bool operator==(const Type&) const = default;
};

/// What a value must satisfy. Bounds are kept as the user wrote them, so that no digit is lost.
struct Rule {
  enum class Kind {
    length,
    not_empty,
    range,
    multiple_of,
    pattern,
    email,
    url,
    items,        ///< how many elements a list has
    unique_items  ///< no two elements of a list are equal
  };
  Kind kind = Kind::length;
  std::optional<std::string> least;  ///< length, range, items: inclusive; none = open
  std::optional<std::string> most;
  std::string multiple;  ///< multiple_of: the number, above zero
  std::string pattern;   ///< RE2 syntax

  bool operator==(const Rule&) const = default;
};

/// A default: a value of the field's type, or SQL text that the database evaluates.
struct Default {
  enum class Kind { boolean, number, text, enumerator, list, sql };
  Kind kind = Kind::number;
  std::string text;
  std::vector<Default> elements = {};  ///< of a list

  bool operator==(const Default&) const = default;
};

/// Who fills a column that the application does not. `by_uuid`: the repository makes a Uuid of
/// version 7, for a primary key. `by_version`: 1 in a new row, one more with every change.
/// `by_expression`: the database computes it of the row's other columns.
/// `by_removed_clock`: when a row was removed, where `remove` only marks it.
enum class Filled {
  by_application,
  by_identity,
  by_uuid,
  by_created_clock,
  by_updated_clock,
  by_version,
  by_expression,
  by_removed_clock
};

/// How fields are named in JSON that have no alias: as in C++, or user_name as userName.
enum class JsonNames { as_written, camel_case };

/// Where a field may appear in JSON.
enum class Visibility { everywhere, read_only, write_only, internal };

/// A column, and the C++ member that has its value. Also a value object as a member, whose members
/// have the columns: then `column` is the prefix of their names.
struct Field {
  std::string name;    ///< the C++ member; of a member of value objects "address_geo_latitude"
  std::string column;  ///< the SQL column
  std::string path;  ///< the way to it through value objects, "address.geo.latitude"; "" is `name`.
                     ///< A value object has it always
  Type type;         ///< nullable: the column is, also when a value object around it may be none
  std::optional<Default> initial;
  std::vector<Rule> rules;
  std::vector<Rule> each;  ///< the rules of a list's elements
  Filled filled = Filled::by_application;
  Visibility visibility = Visibility::everywhere;
  bool deprecated = false;  ///< retiring: nothing has to give it a value any more
  std::string was;          ///< the column's old name, or ""
  std::string backfill;     ///< SQL for the rows that exist when the column becomes required, or ""
  base::SqlText computed;   ///< filled by_expression: of what the database computes it
  std::string alias;        ///< its name in JSON, or "" when that is `name`
  std::string comment;      ///< the doc comment, or ""
  base::Span span;

  const std::string& json_name() const { return alias.empty() ? name : alias; }
  bool is_in_json_in() const;   ///< JSON that comes in may have it
  bool is_in_json_out() const;  ///< JSON that goes out has it
  friend bool operator==(const Field& a, const Field& b);
};

enum class Action { no_action, restrict, cascade, set_null, set_default };

/// A foreign key: this entity's fields → the target entity's fields, by name.
struct Reference {
  std::vector<std::string> fields;
  std::string entity;  ///< qualified name of the target entity
  std::vector<std::string> targets;
  Action on_delete = Action::no_action;
  Action on_update = Action::no_action;
  std::string relation;  ///< the name of the way to the target, or ""
  std::string inverse;   ///< the name of the way back, or ""
  bool deferrable = false;
  std::string name = {};  ///< the constraint's name when the user gave one, else ""

  bool operator==(const Reference&) const = default;
};

/// A named way from an entity to rows of another one, or of its own: along a reference, back from
/// one, or through the rows of an entity between (link).
struct Relation {
  enum class Kind { one_to_one, one_to_many, many_to_one, many_to_many };
  std::string name;
  Kind kind = Kind::many_to_one;
  /// There may be no row: the reference is nullable, or the row there refers to this one.
  bool optional = false;
  std::string entity;                ///< qualified name of the entity there
  std::vector<std::string> fields;   ///< here; each equals …
  std::vector<std::string> targets;  ///< … the one of the same place there
  /// many_to_many: the qualified name of the entity between, else "". Then `fields` equal its
  /// fields `through_fields`, and its `through_targets` equal `targets`.
  std::string through = {};
  std::vector<std::string> through_fields = {};
  std::vector<std::string> through_targets = {};
  std::string alias = {};  ///< as in Field

  const std::string& json_name() const { return alias.empty() ? name : alias; }
  bool is_to_many() const { return kind == Kind::one_to_many || kind == Kind::many_to_many; }
  bool operator==(const Relation&) const = default;
};

/// A field that rows are ordered by.
struct Order {
  std::string field;
  bool descending = false;

  bool operator==(const Order&) const = default;
};

/// A relation that is part of a shape: which of its rows, and what of each. Only relations to many
/// rows have a condition, an order or a limit.
struct Loaded {
  std::string relation;      ///< its name, and the member's
  std::string shape;         ///< the shape of its rows, one of the entity there; "" = the entity
  std::string where;         ///< SQL over the columns there, or ""
  std::vector<Order> order;  ///< before the key of the entity there, which always comes last
  int limit = 0;             ///< at most so many for each row here; 0 = all

  bool operator==(const Loaded&) const = default;
};

/// Some fields and relations of an entity: a struct of its own, for what is read.
struct Shape {
  std::string name;                 ///< in the entity's namespace
  std::vector<std::string> fields;  ///< in the order of the struct, before the relations
  std::vector<Loaded> loaded;
  base::Span span;

  /// What the methods that read it are named by: "with_posts" for UserWithPosts of User, else the
  /// whole name, "user_name".
  std::string suffix(const std::string& entity) const;

  friend bool operator==(const Shape& a, const Shape& b);
};

struct UniqueKey {
  std::vector<std::string> fields;
  std::string name;  ///< the constraint's name when the user gave one, else ""

  bool operator==(const UniqueKey&) const = default;
};

/// A field, or an SQL expression over the table's columns.
struct IndexPart {
  std::string field;  ///< "" for an expression
  bool descending = false;
  std::string sql = {};

  bool operator==(const IndexPart&) const = default;
};

struct Index {
  std::vector<IndexPart> parts;
  bool unique = false;
  std::string name;
  std::string where = {};   ///< SQL: the index has only these rows; "" = all
  std::string method = {};  ///< "gin", …; "" is a B-tree
  std::vector<std::string> include = {};
  bool nulls_first = false;   ///< of ascending parts; descending ones have NULL first anyway
  bool nulls_last = false;    ///< of descending parts; ascending ones have NULL last anyway
  bool of_live_rows = false;  ///< `where` says that a row was not removed, and nothing else

  /// Whether it finds rows by its fields alone: all rows, each part a field.
  bool is_plain() const;
  /// The same of all rows that are seen.
  bool finds_all() const;
  bool operator==(const Index&) const = default;
};

/// A condition that each row has to meet.
struct Check {
  std::string sql;  ///< an expression over the table's columns
  std::string name;

  bool operator==(const Check&) const = default;
};

/// A member of the Create DTO that has no column.
struct Input {
  std::string name;
  std::vector<Rule> rules;
  std::string alias = {};  ///< as in Field

  const std::string& json_name() const { return alias.empty() ? name : alias; }
  bool operator==(const Input&) const = default;
};

struct Entity {
  std::string name;    ///< without namespace: "User"
  std::string space;   ///< "blog"
  std::string header;  ///< the file as #include names it
  std::string source;  ///< the file name that the banner shows: "user.hpp"
  bool is_generated = false;
  std::string schema;  ///< SQL schema, "" = the database's default
  std::string table;
  std::string was;  ///< the table's old name, or ""
  std::string comment;
  /// A view: its query, or "" when somebody else makes it.
  std::optional<base::SqlText> view = {};
  std::vector<Field> fields;   ///< mix-ins first, in the order of the C++ object, those of value
                               ///< objects in their place; transient fields are not here
  std::vector<Field> objects;  ///< the value objects, outer ones first
  std::vector<std::string> primary_key;  ///< none: a view without
  std::string primary_key_name = {};     ///< the constraint's name when the user gave one, else ""
  std::vector<UniqueKey> unique_keys;
  std::vector<Index> indexes;
  std::vector<Reference> references;
  std::vector<Check> checks;
  std::vector<Input> inputs;
  std::string soft_delete =
      {};  ///< the field that marks removed rows, or "" where they are deleted
  std::vector<Relation> relations;  ///< along its own references, back along others', by links
  std::vector<Shape> shapes;
  std::vector<std::string> bases;  ///< qualified names of mix-ins (for generated structs)
  base::Span span;

  std::string qualified() const { return space.empty() ? name : space + "::" + name; }
  const Field* find(std::string_view field) const;
  /// A member of the C++ object: a field that is one, or a value object.
  const Field* find_member(std::string_view member) const;
  /// The fields of these members, which for a value object are all of its own.
  std::vector<const Field*> fields_of(const std::vector<std::string>& members) const;
  const Relation* find_relation(std::string_view relation) const;
  const Shape* find_shape(std::string_view shape) const;
  bool is_view() const { return view.has_value(); }
  friend bool operator==(const Entity& a, const Entity& b);
};

struct Enumerator {
  std::string name;
  std::string text;  ///< what the database and JSON hold
  std::string comment;
  std::optional<std::string> was = {};  ///< the text that the database held before

  bool operator==(const Enumerator&) const = default;
};

struct Enum {
  std::string name;
  std::string space;
  std::string header;
  std::string source;
  bool is_generated = false;
  std::string comment;
  std::vector<Enumerator> enumerators;
  bool native = false;         ///< an enum type, where the database has them
  std::string type_name = {};  ///< of the native type, when the user gave one, else ""
  std::optional<std::string> type_schema = {};  ///< likewise; none: that of the first table
  base::Span span;

  std::string qualified() const { return space.empty() ? name : space + "::" + name; }
  friend bool operator==(const Enum& a, const Enum& b);
};

/// A plain base struct whose fields are part of the entities that derive from it. Only generated
/// ones are written as files.
struct Mixin {
  std::string name;
  std::string space;
  std::string header;
  std::string source;
  bool is_generated = false;
  std::string comment;
  std::vector<Field> fields;
  std::vector<Field> objects;      ///< as in Entity
  std::vector<std::string> bases;  ///< qualified names of the mix-ins that it derives from itself
  base::Span span;

  std::string qualified() const { return space.empty() ? name : space + "::" + name; }
  friend bool operator==(const Mixin& a, const Mixin& b);
};

/// A plain struct without a table whose members are columns of the entities that hold it. Names,
/// paths and columns of its fields count from itself.
struct ValueObject {
  std::string name;
  std::string space;
  std::string header;
  std::string source;
  bool is_generated = false;
  std::string comment;
  std::vector<Field> fields;   ///< mix-ins first, as in Entity
  std::vector<Field> objects;  ///< as in Entity
  std::vector<std::string> bases;
  base::Span span;

  std::string qualified() const { return space.empty() ? name : space + "::" + name; }
  friend bool operator==(const ValueObject& a, const ValueObject& b);
};

/// The members of the C++ object in order: fields, and each value object in place of its fields.
std::vector<const Field*> members_of(const std::vector<Field>& fields,
                                     const std::vector<Field>& objects);

/// The value object with this path, or null.
const Field* find_path(const std::vector<Field>& objects, std::string_view path);

struct Model;

/// The names by which JSON nests a field or a value object of the entity: {"address", "townName"}.
std::vector<std::string> json_path(const Entity& entity, const Field& field, const Model& model);

struct Model {
  std::vector<Entity> entities;  ///< in the user's order
  std::vector<Enum> enums;
  std::vector<Mixin> mixins;
  std::vector<ValueObject> objects;  ///< those that entities hold, in the user's order

  const Entity* find(std::string_view qualified) const;
  const Enum* find_enum(std::string_view qualified) const;
  const Mixin* find_mixin(std::string_view qualified) const;
  const ValueObject* find_object(std::string_view qualified) const;
  bool operator==(const Model&) const = default;
};

}  // namespace tenon::model
