// The statements that a generated repository sends, as neutral trees: which columns, which
// parameters of which types, what comes back. lower decides names and types, this room decides what
// is sent, a dialect decides how it is spelled (query/render), emit only lays the text out.
// README.md beside this file is the contract in words.
#pragma once

#include <optional>
#include <string>
#include <variant>
#include <vector>

#include "model/model.hpp"
#include "schema/schema.hpp"

namespace tenon::query {

/// A column as statements need it: its SQL name and the model field that carries its value.
struct Column {
  std::string name;
  std::string field;
  model::Type type;

  bool operator==(const Column&) const = default;
};

/// The table that a statement works on.
struct Table {
  std::string schema;
  std::string name;

  bool operator==(const Table&) const = default;
};

/// `column = $n`, `column = any of the array $n`, or without a parameter `column is null` and `is
/// not null`. Parameters are numbered from 1 in the order of their appearance.
struct Condition {
  enum class Comparison { equals, any_of, is_null, is_not_null };
  Column column;
  Comparison comparison = Comparison::equals;

  bool operator==(const Condition&) const = default;
};

struct Ordering {
  Column column;
  bool descending = false;

  bool operator==(const Ordering&) const = default;
};

/// select columns from table where conditions order by orderings
struct Select {
  Table table;
  std::vector<Column> columns;
  std::vector<Condition> where;
  std::vector<Ordering> order;

  bool operator==(const Select&) const = default;
};

/// A column of an INSERT. With `otherwise`, a NULL parameter stands for the default that the
/// database evaluates; the dialect spells it from the schema's column.
struct Assignment {
  Column column;
  std::optional<schema::Column> otherwise;
  schema::ColumnType type = {};  ///< of the schema's column

  bool operator==(const Assignment&) const = default;
};

/// insert into table (columns) values (parameters) returning columns
struct Insert {
  Table table;
  std::vector<Assignment> values;
  std::vector<Column> returning;
  /// Each parameter is an array, with the column's values of all rows; what comes back begins with
  /// an identity that ascends in the order of the rows. Empty where the database has no arrays.
  bool by_arrays = false;

  bool operator==(const Insert&) const = default;
};

/// `column = $n`, `column = column + 1`, or `column = null`.
struct Change {
  enum class Kind { parameter, increment, null };
  Column column;
  Kind kind = Kind::parameter;

  bool operator==(const Change&) const = default;
};

/// update table set changes where conditions returning columns
struct Update {
  Table table;
  std::vector<Change> set;
  std::vector<Condition> where;
  std::vector<Column> returning;

  bool operator==(const Update&) const = default;
};

/// delete from table where conditions
struct Delete {
  Table table;
  std::vector<Condition> where;

  bool operator==(const Delete&) const = default;
};

/// Sets the identity's sequence behind the greatest key that the table holds. Empty where the
/// database needs nothing.
struct SyncIdentity {
  Table table;
  Column column;

  bool operator==(const SyncIdentity&) const = default;
};

/// The rows of a relation of many rows at once: those whose owner is one of the array $1. The owner
/// comes back as the last column. Where the database has to compare the owners there is an array
/// for each of their columns, and what comes back is the owner's place in them, from 1.
struct Related {
  /// The table between, for a relation that goes through one: its rows hold the owner, and the key
  /// of the row there.
  struct Through {
    Table table;
    std::vector<Column> targets;
    std::vector<Column> keys;
    std::optional<Column> mark;  ///< as that of the rows there

    bool operator==(const Through&) const = default;
  };
  Table table;
  std::vector<Column> columns;
  std::vector<Column> owners;  ///< of `table`, or of the table between
  bool is_placed = false;      ///< the database compares them
  std::optional<Through> through;
  std::string where;                      ///< SQL over the columns of `table`, or ""
  std::vector<schema::Column> mentioned;  ///< those of them that it may name and that are numbers
                                          ///< of another unit in some database
  std::vector<Ordering> order;
  int limit = 0;  ///< at most so many for each owner; 0 = all
  /// What marks removed rows, where those are left out. The row that a reference names is read all
  /// the same: it is there.
  std::optional<Column> mark;

  bool operator==(const Related&) const = default;
};

using Tree = std::variant<Select, Insert, Update, Delete, SyncIdentity, Related>;

/// One statement: the name of its constant in the generated code ("find_by_email"), and its tree.
struct Statement {
  std::string name;
  Tree tree;

  bool operator==(const Statement&) const = default;
};

/// The entity's table; that of a view has its name only.
schema::Table table_of(const model::Entity& entity, const schema::Schema& schema);

/// The parameters in the order of their placeholders.
std::vector<Column> parameters(const Statement& statement);
/// The columns that come back, in order.
std::vector<Column> results(const Statement& statement);

/// What the methods of one entity send, in the order of the generated file. The texts of `list`,
/// `count`, `exists` and `update` depend on the shape of the call; the runtime composes them from
/// the table's constants.
std::vector<Statement> statements(const model::Entity& entity, const schema::Table& table);

/// A key by which `upsert` finds the row that is there already.
struct UpsertKey {
  std::string name;  ///< of the method: "upsert_by_email"; "upsert" is by the primary key
  std::vector<Column> columns;

  bool operator==(const UpsertKey&) const = default;
};

/// The keys whose columns a Create has. What is sent is `create` with a clause for the row that is
/// there, which the runtime adds.
std::vector<UpsertKey> upsert_keys(const model::Entity& entity);

/// Whether values of this type can join rows that are loaded for many: the runtime gathers arrays
/// of them.
bool can_join(const model::Type& type);

/// Whether the rows of a shape can be read, relations and all: each joins by such values.
bool is_readable(const model::Entity& entity, const model::Shape& shape, const model::Model& model);

/// What is read of an entity's own row: the shape's fields, then the joining fields of its
/// relations that are none of them.
std::vector<Column> columns_of(const model::Entity& entity, const model::Shape& shape);

/// The row of a shape by its key, then the rows of each of its relations, in order. Of a shape that
/// is readable.
std::vector<Statement> statements(const model::Entity& entity, const model::Shape& shape,
                                  const model::Model& model);

}  // namespace tenon::query
