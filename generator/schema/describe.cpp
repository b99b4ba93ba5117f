// Operations in one line for people.
#include "schema/operation.hpp"

namespace tenon::schema {
namespace {

std::string name(const TableName& table) { return display_name(table.schema, table.name); }

std::string list(const std::vector<std::string>& names) {
  std::string text;
  for (const std::string& item : names) text += (text.empty() ? "" : ", ") + item;
  return "(" + text + ")";
}

/// Keys of SQLite need no name.
std::string before(const std::string& name) { return name.empty() ? "" : name + " "; }

std::string called(const std::string& name, const std::string& else_by) {
  return name.empty() ? else_by : name;
}

std::string spelled(const std::optional<Default>& initial) {
  if (!initial) return "none";
  if (initial->kind == Default::Kind::list) return list(initial->elements);
  return initial->kind == Default::Kind::text ? "'" + initial->text + "'" : initial->text;
}

std::string spelled(const Column& column) {
  std::string text = describe(column.type);
  text += column.nullable ? " null" : " required";
  if (column.identity) text += " identity";
  if (!column.computed.empty()) text += " computed as " + describe(column.computed);
  if (column.initial) text += " default " + spelled(column.initial);
  return text;
}

std::string spelled(const ForeignKey& key) {
  return before(key.name) + list(key.columns) + " referencing " +
         display_name(key.schema, key.table) + " " + list(key.targets) +
         (key.deferrable ? " deferrable" : "");
}

std::string spelled(const Check& check) {
  return before(check.name) + (check.column.empty() ? "(" + check.expression + ")"
                                                    : check.column + " in " + list(check.values));
}

std::string spelled(const Index& index) {
  std::vector<std::string> parts;
  parts.reserve(index.parts.size());
  for (const IndexPart& part : index.parts) {
    std::string text = part.expression.empty() ? part.column : "(" + part.expression + ")";
    if (part.descending) text += " descending";
    if (part.nulls != IndexPart::Nulls::usual) {
      text += part.nulls == IndexPart::Nulls::first ? " nulls first" : " nulls last";
    }
    parts.push_back(std::move(text));
  }
  std::string text = (index.unique ? "unique index " : "index ") + index.name + " " + list(parts);
  if (!index.method.empty()) text += " using " + index.method;
  if (!index.include.empty()) text += " including " + list(index.include);
  if (!index.where.empty()) text += " where " + index.where;
  return text;
}

std::string spelled(const EnumType& type) { return display_name(type.schema, type.name); }

std::string backfilled(const std::string& with, const std::string& where) {
  return with.empty() ? "" : " backfilled with " + with + (where.empty() ? "" : " where " + where);
}

struct Describer {
  std::string operator()(const CreateEnum& o) const {
    return "create enum " + spelled(o.type) + " " + list(o.type.values);
  }
  std::string operator()(const DropEnum& o) const { return "drop enum " + spelled(o.type); }
  std::string operator()(const AlterEnum& o) const {
    std::string text = "alter enum " + spelled(o.to) + ": ";
    for (const RenamedValue& value : o.renames) {
      text += "'" + value.from + "' is '" + value.to + "', ";
    }
    return text + "values " + list(o.from.values) + " to " + list(o.to.values);
  }
  std::string operator()(const CreateTable& o) const {
    return "create table " + display_name(o.table.schema, o.table.name) + " with " +
           std::to_string(o.table.columns.size()) +
           (o.table.columns.size() == 1 ? " column" : " columns");
  }
  std::string operator()(const DropTable& o) const {
    return "drop table " + display_name(o.table.schema, o.table.name);
  }
  std::string operator()(const CreateView& o) const {
    return "create view " + display_name(o.view.schema, o.view.name);
  }
  std::string operator()(const DropView& o) const {
    return "drop view " + display_name(o.view.schema, o.view.name);
  }
  std::string operator()(const SetViewComment& o) const {
    return (o.to.empty() ? "remove the comment of view " : "set the comment of view ") +
           name(o.table);
  }
  std::string operator()(const RenameTable& o) const {
    const bool moves = o.from.schema != o.to.schema;
    return (moves ? "move table " : "rename table ") + name(o.from) + " to " +
           (moves ? full_name(o.to) : o.to.name);
  }
  std::string operator()(const SetTableComment& o) const {
    return (o.to.empty() ? "remove the comment of table " : "set the comment of table ") +
           name(o.table);
  }
  std::string operator()(const AddColumn& o) const {
    return "add column " + name(o.table) + "." + o.column.name + " " + spelled(o.column) +
           backfilled(o.backfill, o.where);
  }
  std::string operator()(const DropColumn& o) const {
    return "drop column " + name(o.table) + "." + o.column.name;
  }
  std::string operator()(const RenameColumn& o) const {
    return "rename column " + name(o.table) + "." + o.from + " to " + o.to;
  }
  std::string operator()(const AlterColumn& o) const {
    std::string text = "alter column " + name(o.table) + "." + o.from.name + ":";
    if (o.from.type != o.to.type) {
      text += " type " + describe(o.from.type) + " to " + describe(o.to.type) + ",";
    }
    if (o.from.nullable != o.to.nullable) text += o.to.nullable ? " null," : " required,";
    if (o.from.initial != o.to.initial) {
      text += " default " + spelled(o.from.initial) + " to " + spelled(o.to.initial) + ",";
    }
    if (o.from.identity != o.to.identity) text += o.to.identity ? " identity," : " no identity,";
    if (o.from.computed != o.to.computed) {
      text += o.to.computed.empty() ? " computed no more,"
                                    : " computed as " + describe(o.to.computed) + ",";
    }
    if (o.from.comment != o.to.comment) text += " comment,";
    for (const RenamedValue& value : o.renames) {
      text += " '" + value.from + "' is '" + value.to + "',";
    }
    text.pop_back();
    return text + backfilled(o.backfill, o.where);
  }
  std::string operator()(const RenameValue& o) const {
    return "rename value '" + o.from + "' of " + name(o.table) + "." + o.column + " to '" + o.to +
           "'";
  }
  std::string operator()(const AddPrimaryKey& o) const {
    return "add primary key " + before(o.key.name) + list(o.key.columns) + " to " + name(o.table);
  }
  std::string operator()(const DropPrimaryKey& o) const {
    return "drop primary key " + called(o.key.name, list(o.key.columns)) + " of " + name(o.table);
  }
  std::string operator()(const AddUnique& o) const {
    return "add unique key " + before(o.unique.name) + list(o.unique.columns) + " to " +
           name(o.table);
  }
  std::string operator()(const DropUnique& o) const {
    return "drop unique key " + called(o.unique.name, list(o.unique.columns)) + " of " +
           name(o.table);
  }
  std::string operator()(const AddForeignKey& o) const {
    return "add foreign key " + spelled(o.key) + " to " + name(o.table);
  }
  std::string operator()(const DropForeignKey& o) const {
    return "drop foreign key " + called(o.key.name, list(o.key.columns)) + " of " + name(o.table);
  }
  std::string operator()(const AddCheck& o) const {
    return "add check " + spelled(o.check) + " to " + name(o.table);
  }
  std::string operator()(const DropCheck& o) const {
    return "drop check " + called(o.check.name, spelled(o.check)) + " of " + name(o.table);
  }
  std::string operator()(const CreateIndex& o) const {
    return "create " + spelled(o.index) + " on " + name(o.table);
  }
  std::string operator()(const DropIndex& o) const {
    return "drop index " + o.index.name + " of " + name(o.table);
  }
  std::string operator()(const RenameConstraint& o) const {
    return (o.kind == RenameConstraint::Kind::index ? "rename index " : "rename constraint ") +
           o.from + " of " + name(o.table) + " to " + o.to;
  }
};

}  // namespace

std::string describe(const Operation& operation) { return std::visit(Describer{}, operation); }

}  // namespace tenon::schema
