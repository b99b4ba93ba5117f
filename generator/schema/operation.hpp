// The steps between two schemas. Each is dumb data that keeps what it needs to be reversed (a drop
// holds what it drops), can be applied to a Schema in memory, and is written to revision.json.
// Dialect-neutral until Dialect::adapt.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "schema/schema.hpp"

namespace tenon::schema {

/// The table that an operation works on.
struct TableName {
  std::string schema;
  std::string name;

  bool operator==(const TableName&) const = default;
  friend bool operator<(const TableName& a, const TableName& b) {
    return a.schema != b.schema ? a.schema < b.schema : a.name < b.name;
  }
};

/// `arch.p`, and `public.p` of the default schema: the name with its schema, whichever that is.
std::string full_name(const TableName& table);

/// Whether somebody who writes this may mean it: `p` or `public.p` is the default schema's p.
bool is_called(const TableName& table, std::string_view name);

/// What a model says in `was` of a table that was `before`: the name, with the schema if that is
/// another one.
std::string old_name(const TableName& before, const TableName& now);

struct CreateTable {
  Table table;
  bool operator==(const CreateTable&) const = default;
};
struct DropTable {
  Table table;
  bool operator==(const DropTable&) const = default;
};
/// To another name, another SQL schema, or both; what belongs to the table goes along.
struct RenameTable {
  TableName from;
  TableName to;
  bool operator==(const RenameTable&) const = default;
};
struct SetTableComment {
  TableName table;
  std::string from;
  std::string to;
  bool operator==(const SetTableComment&) const = default;
};

struct CreateEnum {
  EnumType type;
  bool operator==(const CreateEnum&) const = default;
};
struct DropEnum {
  EnumType type;
  bool operator==(const DropEnum&) const = default;
};
/// Other values, or another order of them; the columns of the type stay.
struct AlterEnum {
  EnumType from;
  EnumType to;
  std::vector<RenamedValue> renames;  ///< what a value of `from` is called in `to`
  bool operator==(const AlterEnum&) const = default;
};

struct AddColumn {
  TableName table;
  Column column;
  std::string backfill;    ///< an SQL expression for the rows that exist, or "": needed for a
                           ///< required column without default
  std::string where = {};  ///< SQL: which rows that is for, "" = all
  bool operator==(const AddColumn&) const = default;
};
struct DropColumn {
  TableName table;
  Column column;
  bool operator==(const DropColumn&) const = default;
};
struct RenameColumn {
  TableName table;
  std::string from;
  std::string to;
  bool operator==(const RenameColumn&) const = default;
};
/// Type, nullability, default, identity and comment in one step; the names of `from` and `to` are
/// the same. Nothing of them changes, and there is a backfill, where the column becomes required in
/// a value object that may be none.
struct AlterColumn {
  TableName table;
  Column from;
  Column to;
  std::string backfill;    ///< for a column that becomes required: what NULLs become, or ""
  std::string where = {};  ///< SQL: in which rows, "" = all
  /// From one enum type to another: texts that are others there.
  std::vector<RenamedValue> renames = {};
  /// The way back: a list is again the value that it was made of, a text the list.
  bool takes_back = false;
  bool operator==(const AlterColumn&) const = default;
};

/// Whether NULLs become what the backfill says.
bool fills(const AlterColumn& operation);

/// Whether the column is dropped and added in one step: what is computed cannot be changed
/// otherwise. Nothing uses it then.
bool makes_anew(const AlterColumn& operation);

/// An enum's value has another text in the rows of this column, whose check is away meanwhile.
struct RenameValue {
  TableName table;
  std::string column;
  std::string from;
  std::string to;
  bool is_list = false;  ///< it stands among the elements of lists
  bool operator==(const RenameValue&) const = default;
};

struct AddPrimaryKey {
  TableName table;
  PrimaryKey key;
  bool operator==(const AddPrimaryKey&) const = default;
};
struct DropPrimaryKey {
  TableName table;
  PrimaryKey key;
  bool operator==(const DropPrimaryKey&) const = default;
};
struct AddUnique {
  TableName table;
  Unique unique;
  bool operator==(const AddUnique&) const = default;
};
struct DropUnique {
  TableName table;
  Unique unique;
  bool operator==(const DropUnique&) const = default;
};
struct AddForeignKey {
  TableName table;
  ForeignKey key;
  bool operator==(const AddForeignKey&) const = default;
};
struct DropForeignKey {
  TableName table;
  ForeignKey key;
  bool operator==(const DropForeignKey&) const = default;
};
struct AddCheck {
  TableName table;
  Check check;
  bool operator==(const AddCheck&) const = default;
};
struct DropCheck {
  TableName table;
  Check check;
  bool operator==(const DropCheck&) const = default;
};
struct CreateIndex {
  TableName table;
  Index index;
  bool operator==(const CreateIndex&) const = default;
};
struct DropIndex {
  TableName table;
  Index index;
  bool operator==(const DropIndex&) const = default;
};
/// A constraint or an index whose name alone changed (as after a table's rename).
struct RenameConstraint {
  enum class Kind { constraint, index };
  TableName table;
  Kind kind = Kind::constraint;
  std::string from;
  std::string to;
  bool operator==(const RenameConstraint&) const = default;
};

/// A view is never changed: it is dropped and created, also around changes of what it reads.
struct CreateView {
  View view;
  bool operator==(const CreateView&) const = default;
};
struct DropView {
  View view;
  bool operator==(const DropView&) const = default;
};

struct SetViewComment {
  TableName table;  ///< the view's name
  std::string from;
  std::string to;
  bool operator==(const SetViewComment&) const = default;
};

using Operation = std::variant<CreateEnum, DropEnum, AlterEnum, CreateTable, DropTable, RenameTable,
                               SetTableComment, AddColumn, DropColumn, RenameColumn, AlterColumn,
                               RenameValue, AddPrimaryKey, DropPrimaryKey, AddUnique, DropUnique,
                               AddForeignKey, DropForeignKey, AddCheck, DropCheck, CreateIndex,
                               DropIndex, RenameConstraint, CreateView, DropView, SetViewComment>;
using Operations = std::vector<Operation>;

/// Why a step deserves a second look in review; printed in the head of the SQL and in `revision`'s
/// output.
struct Hazard {
  std::string code;     ///< loses_data, may_fail, rewrites, blocks_writes, breaks_clients, …
  std::string message;  ///< names the table and column
  bool operator==(const Hazard&) const = default;
};

/// The table that the operation works on; for a rename the old name, for an enum type its own.
TableName table_of(const Operation& operation);

/// Carries the operation out in memory. Foreign keys, keys and indexes follow a rename as they do
/// in a database; the text of a check does not. Throws std::logic_error when the operation does not
/// fit (what it changes is not there, what it adds is, or looks different from what it drops).
void apply(const Operation& operation, Schema& schema);
void apply(const Operations& operations, Schema& schema);

/// The operation that takes this one back: apply(reverse(o)) after apply(o) gives what was before.
Operation reverse(const Operation& operation);
/// The way back: each reversed, from last to first.
Operations reverse(const Operations& operations);

/// One line for people: `add column users.bio text null`.
std::string describe(const Operation& operation);

}  // namespace tenon::schema
