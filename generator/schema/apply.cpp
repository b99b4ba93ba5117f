// Operations carried out in memory. Strict on purpose: it refuses what a database would refuse, so
// that the laws test the order of operations too.
#include <algorithm>
#include <stdexcept>
#include <utility>

#include "schema/dependency.hpp"
#include "schema/operation.hpp"

namespace tenon::schema {
namespace {

[[noreturn]] void fail(const Operation& operation, const std::string& why) {
  throw std::logic_error("cannot " + describe(operation) + ": " + why);
}

Column stored(Column column) {
  column.was.clear();
  column.backfill.clear();
  column.backfill_where.clear();
  column.object.reset();
  return column;
}

/// A former name counts once.
void remember(std::vector<std::string>& names, const std::string& name) {
  if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(name);
}

template <class T>
auto find_named(std::vector<T>& list, const std::string& name) {
  return std::find_if(list.begin(), list.end(), [&](const T& item) { return item.name == name; });
}

void replace(std::vector<std::string>& names, const std::string& from, const std::string& to) {
  std::replace(names.begin(), names.end(), from, to);
}

class Applier {
 public:
  Applier(const Operation& operation, Schema& schema) : operation_(operation), schema_(schema) {}

  void operator()(const CreateEnum& o) {
    if (schema_.find_enum(o.type.schema, o.type.name)) fail(operation_, "it exists");
    schema_.enums.push_back(o.type);
    schema_.enums.back().renames.clear();
  }
  void operator()(const DropEnum& o) {
    const EnumType& type = existing_enum(o.type);
    for (const Table& table : schema_.tables) {
      for (const Column& column : table.columns) {
        if (is_of(column, type)) fail(operation_, table.name + "." + column.name + " is of it");
      }
    }
    schema_.enums.erase(schema_.enums.begin() + (&type - schema_.enums.data()));
  }
  void operator()(const AlterEnum& o) {
    EnumType& type = existing_enum(o.from);
    if (o.from.schema != o.to.schema || o.from.name != o.to.name) {
      fail(operation_, "the names differ");
    }
    type.values = o.to.values;
  }

  void operator()(const CreateTable& o) {
    if (schema_.find(o.table.schema, o.table.name)) fail(operation_, "it exists");
    for (const Column& column : o.table.columns) check_type(column);
    Table table = o.table;
    table.was.clear();
    for (Column& column : table.columns) column = stored(std::move(column));
    for (Check& check : table.checks) check.renames.clear();
    schema_.tables.push_back(std::move(table));
    for (const ForeignKey& key : o.table.foreign_keys) check_target(key);
  }
  void operator()(const DropTable& o) {
    const Table& table = existing({o.table.schema, o.table.name});
    if (!(table == o.table)) fail(operation_, "it looks different");
    for (const Table& other : schema_.tables) {
      if (&other == &table) continue;
      for (const ForeignKey& key : other.foreign_keys) {
        if (key.schema == table.schema && key.table == table.name) {
          fail(operation_, "foreign key " + key.name + " references it");
        }
      }
    }
    schema_.tables.erase(schema_.tables.begin() + (&table - schema_.tables.data()));
  }
  void operator()(const CreateView& o) {
    if (schema_.find(o.view.schema, o.view.name) || schema_.find_view(o.view.schema, o.view.name)) {
      fail(operation_, "it exists");
    }
    schema_.views.push_back(o.view);
  }
  void operator()(const DropView& o) {
    const View* view = schema_.find_view(o.view.schema, o.view.name);
    if (!view) fail(operation_, "it is not there");
    if (!(*view == o.view)) fail(operation_, "it looks different");
    for (const View& other : schema_.views) {
      if (&other != view && reads(other, view->name)) {
        fail(operation_, "view " + other.name + " reads it");
      }
    }
    schema_.views.erase(schema_.views.begin() + (view - schema_.views.data()));
  }
  void operator()(const SetViewComment& o) {
    View* view = schema_.find_view(o.table.schema, o.table.name);
    if (!view) fail(operation_, "it is not there");
    if (view->comment != o.from) fail(operation_, "the comment is different");
    view->comment = o.to;
  }
  void operator()(const RenameTable& o) {
    Table& table = existing(o.from);
    if (schema_.find(o.to.schema, o.to.name)) fail(operation_, "the new name exists");
    remember(table.formerly, full_name(o.from));
    table.schema = o.to.schema;
    table.name = o.to.name;
    for (Table& other : schema_.tables) {
      for (ForeignKey& key : other.foreign_keys) {
        if (key.schema != o.from.schema || key.table != o.from.name) continue;
        key.schema = o.to.schema;
        key.table = o.to.name;
      }
    }
  }
  void operator()(const SetTableComment& o) {
    Table& table = existing(o.table);
    if (table.comment != o.from) fail(operation_, "the comment is different");
    table.comment = o.to;
  }

  void operator()(const AddColumn& o) {
    Table& table = existing(o.table);
    if (table.find(o.column.name)) fail(operation_, "it exists");
    check_type(o.column);
    table.columns.push_back(stored(o.column));
  }
  void operator()(const DropColumn& o) {
    Table& table = existing(o.table);
    const Column* column = table.find(o.column.name);
    if (!column) fail(operation_, "there is no such column");
    if (!(*column == o.column)) fail(operation_, "it looks different");
    check_unused(table, *column);
    table.columns.erase(table.columns.begin() + (column - table.columns.data()));
  }
  void operator()(const RenameColumn& o) {
    Table& table = existing(o.table);
    Column* column = table.find(o.from);
    if (!column) fail(operation_, "there is no such column");
    if (table.find(o.to)) fail(operation_, "the new name exists");
    remember(column->formerly, o.from);
    column->name = o.to;
    rename_in_table(table, o.from, o.to);
    for (Table& other : schema_.tables) {
      for (ForeignKey& key : other.foreign_keys) {
        if (key.schema == table.schema && key.table == table.name) {
          replace(key.targets, o.from, o.to);
        }
      }
    }
  }
  void operator()(const AlterColumn& o) {
    Table& table = existing(o.table);
    Column* column = table.find(o.from.name);
    if (!column) fail(operation_, "there is no such column");
    if (o.from.name != o.to.name) fail(operation_, "the names differ");
    if (!(*column == o.from)) fail(operation_, "it looks different");
    if (o.from.type.kind != o.to.type.kind && foreign_key_uses(schema_, table, o.from.name)) {
      fail(operation_, "a foreign key uses it");
    }
    if (o.from.computed != o.to.computed || makes_anew(o)) check_unused(table, o.from);
    if (o.from.type != o.to.type) check_uncomputed(table, o.from.name);
    check_type(o.to);
    std::vector<std::string> formerly = std::move(column->formerly);
    *column = stored(o.to);
    column->formerly = std::move(formerly);
  }

  /// Rows change, the schema does not.
  void operator()(const RenameValue& o) {
    const Table& table = existing(o.table);
    check_columns(table, {o.column});
    for (const Check& check : table.checks) {
      if (check.column == o.column && !contains(check.values, o.to)) {
        fail(operation_, "check " + check.name + " does not allow it");
      }
    }
    if (foreign_key_uses(schema_, table, o.column)) fail(operation_, "a foreign key uses it");
  }

  void operator()(const AddPrimaryKey& o) {
    Table& table = existing(o.table);
    if (table.primary_key) fail(operation_, "there is one");
    check_columns(table, o.key.columns);
    table.primary_key = o.key;
  }
  void operator()(const DropPrimaryKey& o) {
    Table& table = existing(o.table);
    if (table.primary_key != o.key) fail(operation_, "it is not there, or looks different");
    table.primary_key.reset();
    check_unreferenced(table, o.key.columns);
  }
  void operator()(const AddUnique& o) {
    Table& table = existing(o.table);
    check_columns(table, o.unique.columns);
    add(table.uniques, o.unique);
  }
  void operator()(const DropUnique& o) {
    Table& table = existing(o.table);
    drop(table.uniques, o.unique);
    check_unreferenced(table, o.unique.columns);
  }
  void operator()(const AddForeignKey& o) {
    Table& table = existing(o.table);
    check_columns(table, o.key.columns);
    check_target(o.key);
    add(table.foreign_keys, o.key);
  }
  void operator()(const DropForeignKey& o) { drop(existing(o.table).foreign_keys, o.key); }
  void operator()(const AddCheck& o) {
    Table& table = existing(o.table);
    if (!o.check.column.empty()) check_columns(table, {o.check.column});
    add(table.checks, o.check);
    table.checks.back().renames.clear();
  }
  void operator()(const DropCheck& o) { drop(existing(o.table).checks, o.check); }
  void operator()(const CreateIndex& o) {
    Table& table = existing(o.table);
    check_columns(table, column_names(o.index));
    check_columns(table, o.index.include);
    add(table.indexes, o.index);
  }
  void operator()(const DropIndex& o) {
    Table& table = existing(o.table);
    drop(table.indexes, o.index);
    if (is_key(o.index)) check_unreferenced(table, column_names(o.index));
  }
  void operator()(const RenameConstraint& o) {
    Table& table = existing(o.table);
    if (o.kind == RenameConstraint::Kind::index) {
      if (!rename(table.indexes, o)) fail(operation_, "there is no such index");
      return;
    }
    if (table.primary_key && table.primary_key->name == o.from) {
      table.primary_key->name = o.to;
    } else if (!rename(table.uniques, o) && !rename(table.foreign_keys, o) &&
               !rename(table.checks, o)) {
      fail(operation_, "there is no such constraint");
    }
  }

 private:
  Table& existing(const TableName& name) {
    Table* table = schema_.find(name.schema, name.name);
    if (!table) fail(operation_, "there is no table " + display_name(name.schema, name.name));
    return *table;
  }
  EnumType& existing_enum(const EnumType& wanted) {
    EnumType* type = schema_.find_enum(wanted.schema, wanted.name);
    if (!type) fail(operation_, "it is not there");
    if (!(*type == wanted)) fail(operation_, "it looks different");
    return *type;
  }
  static bool is_of(const Column& column, const EnumType& type) {
    return column.type.kind == ColumnType::Kind::enumeration &&
           column.type.enum_schema == type.schema && column.type.enum_name == type.name;
  }
  void check_type(const Column& column) const {
    const ColumnType& type = column.type;
    if (type.kind != ColumnType::Kind::enumeration) return;
    if (!schema_.find_enum(type.enum_schema, type.enum_name)) {
      fail(operation_, "there is no " + describe(type));
    }
  }
  void check_columns(const Table& table, const std::vector<std::string>& columns) const {
    for (const std::string& column : columns) {
      if (!table.find(column)) fail(operation_, "there is no column " + column);
    }
  }
  void check_unused(const Table& table, const Column& column) const {
    const std::string user = dependent_on_column(schema_, table, column.name);
    if (!user.empty()) fail(operation_, user + " uses it");
  }
  /// PostgreSQL refuses to change the type of a column that another is computed from.
  void check_uncomputed(const Table& table, const std::string& column) const {
    for (const Column& other : table.columns) {
      if (computes_from(other, column)) {
        fail(operation_, "column " + other.name + " is computed from it");
      }
    }
  }
  void check_target(const ForeignKey& key) const {
    const Table* target = schema_.find(key.schema, key.table);
    if (!target) fail(operation_, "there is no table " + display_name(key.schema, key.table));
    if (!has_key(*target, key.targets)) fail(operation_, "what it references is not unique");
  }
  /// After a key is gone; another one on the same columns would do.
  void check_unreferenced(const Table& table, const std::vector<std::string>& columns) const {
    if (has_key(table, columns)) return;
    for (const Table& other : schema_.tables) {
      for (const ForeignKey& key : other.foreign_keys) {
        if (references(key, table) && same_columns(key.targets, columns)) {
          fail(operation_, "foreign key " + key.name + " relies on it");
        }
      }
    }
  }
  template <class T>
  void add(std::vector<T>& list, const T& item) const {
    if (find_named(list, item.name) != list.end()) fail(operation_, "it exists");
    list.push_back(item);
  }
  template <class T>
  void drop(std::vector<T>& list, const T& item) const {
    const auto found = find_named(list, item.name);
    if (found == list.end()) fail(operation_, "it is not there");
    if (!(*found == item)) fail(operation_, "it looks different");
    list.erase(found);
  }
  template <class T>
  bool rename(std::vector<T>& list, const RenameConstraint& o) const {
    const auto found = find_named(list, o.from);
    if (found == list.end()) return false;
    if (find_named(list, o.to) != list.end()) fail(operation_, "the new name exists");
    found->name = o.to;
    return true;
  }
  static void rename_in_table(Table& table, const std::string& from, const std::string& to) {
    if (table.primary_key) replace(table.primary_key->columns, from, to);
    for (Unique& unique : table.uniques) replace(unique.columns, from, to);
    for (ForeignKey& key : table.foreign_keys) replace(key.columns, from, to);
    for (Check& check : table.checks) {
      if (check.column == from) check.column = to;
    }
    for (Index& index : table.indexes) {
      for (IndexPart& part : index.parts) {
        if (part.column == from) part.column = to;
      }
      replace(index.include, from, to);
    }
  }

  const Operation& operation_;
  Schema& schema_;
};

}  // namespace

void apply(const Operation& operation, Schema& schema) {
  for (const View& view : schema.views) {
    if (disturbs(operation, view, schema))
      fail(operation, "view " + view.name + " reads the table");
  }
  std::visit(Applier{operation, schema}, operation);
}

void apply(const Operations& operations, Schema& schema) {
  for (const Operation& operation : operations) apply(operation, schema);
}

}  // namespace tenon::schema
