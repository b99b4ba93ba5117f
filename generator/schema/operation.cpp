#include "schema/operation.hpp"

namespace tenon::schema {
namespace {

struct TableOf {
  TableName operator()(const CreateTable& o) const { return {o.table.schema, o.table.name}; }
  TableName operator()(const DropTable& o) const { return {o.table.schema, o.table.name}; }
  TableName operator()(const RenameTable& o) const { return o.from; }
  TableName operator()(const CreateEnum& o) const { return {o.type.schema, o.type.name}; }
  TableName operator()(const DropEnum& o) const { return {o.type.schema, o.type.name}; }
  TableName operator()(const AlterEnum& o) const { return {o.to.schema, o.to.name}; }
  TableName operator()(const CreateView& o) const { return {o.view.schema, o.view.name}; }
  TableName operator()(const DropView& o) const { return {o.view.schema, o.view.name}; }
  template <class T>
  TableName operator()(const T& o) const {
    return o.table;
  }
};

std::vector<RenamedValue> reversed(const std::vector<RenamedValue>& renames) {
  std::vector<RenamedValue> back;
  for (auto at = renames.rbegin(); at != renames.rend(); ++at) back.push_back({at->to, at->from});
  return back;
}

struct Reverser {
  Operation operator()(const CreateEnum& o) const { return DropEnum{o.type}; }
  Operation operator()(const DropEnum& o) const { return CreateEnum{o.type}; }
  Operation operator()(const AlterEnum& o) const {
    return AlterEnum{o.to, o.from, reversed(o.renames)};
  }
  Operation operator()(const CreateTable& o) const { return DropTable{o.table}; }
  Operation operator()(const DropTable& o) const { return CreateTable{o.table}; }
  Operation operator()(const CreateView& o) const { return DropView{o.view}; }
  Operation operator()(const DropView& o) const { return CreateView{o.view}; }
  Operation operator()(const RenameTable& o) const { return RenameTable{o.to, o.from}; }
  Operation operator()(const SetViewComment& o) const {
    return SetViewComment{o.table, o.to, o.from};
  }
  Operation operator()(const SetTableComment& o) const {
    return SetTableComment{o.table, o.to, o.from};
  }
  Operation operator()(const AddColumn& o) const {
    DropColumn drop{o.table, o.column};
    drop.column.backfill = o.backfill;
    drop.column.backfill_where = o.where;
    return drop;
  }
  Operation operator()(const DropColumn& o) const {
    AddColumn add{o.table, o.column, o.column.backfill, o.column.backfill_where};
    add.column.backfill.clear();
    add.column.backfill_where.clear();
    return add;
  }
  Operation operator()(const RenameColumn& o) const { return RenameColumn{o.table, o.to, o.from}; }
  Operation operator()(const AlterColumn& o) const {
    // What NULLs became in a value object stays, which it may on the way back.
    if (o.from == o.to) return AlterColumn{o.table, o.to, o.from, {}, {}};
    return AlterColumn{o.table,      o.to, o.from, o.backfill, o.where, reversed(o.renames),
                       !o.takes_back};
  }
  Operation operator()(const RenameValue& o) const {
    return RenameValue{o.table, o.column, o.to, o.from, o.is_list};
  }
  Operation operator()(const AddPrimaryKey& o) const { return DropPrimaryKey{o.table, o.key}; }
  Operation operator()(const DropPrimaryKey& o) const { return AddPrimaryKey{o.table, o.key}; }
  Operation operator()(const AddUnique& o) const { return DropUnique{o.table, o.unique}; }
  Operation operator()(const DropUnique& o) const { return AddUnique{o.table, o.unique}; }
  Operation operator()(const AddForeignKey& o) const { return DropForeignKey{o.table, o.key}; }
  Operation operator()(const DropForeignKey& o) const { return AddForeignKey{o.table, o.key}; }
  Operation operator()(const AddCheck& o) const { return DropCheck{o.table, o.check}; }
  Operation operator()(const DropCheck& o) const { return AddCheck{o.table, o.check}; }
  Operation operator()(const CreateIndex& o) const { return DropIndex{o.table, o.index}; }
  Operation operator()(const DropIndex& o) const { return CreateIndex{o.table, o.index}; }
  Operation operator()(const RenameConstraint& o) const {
    return RenameConstraint{o.table, o.kind, o.to, o.from};
  }
};

}  // namespace

std::string full_name(const TableName& table) {
  return display_name(table.schema.empty() ? "public" : table.schema, table.name);
}

bool is_called(const TableName& table, std::string_view name) {
  return display_name(table.schema, table.name) == name || full_name(table) == name;
}

std::string old_name(const TableName& before, const TableName& now) {
  return before.schema == now.schema ? before.name : full_name(before);
}

TableName table_of(const Operation& operation) { return std::visit(TableOf{}, operation); }

Operation reverse(const Operation& operation) { return std::visit(Reverser{}, operation); }

Operations reverse(const Operations& operations) {
  Operations reversed;
  reversed.reserve(operations.size());
  for (auto at = operations.rbegin(); at != operations.rend(); ++at) {
    reversed.push_back(reverse(*at));
  }
  return reversed;
}

bool fills(const AlterColumn& o) {
  return !o.backfill.empty() && ((o.from.nullable && !o.to.nullable) || o.from == o.to);
}

bool makes_anew(const AlterColumn& operation) {
  const Column& from = operation.from;
  const Column& to = operation.to;
  return !to.computed.empty() && (from.computed != to.computed || from.type != to.type);
}

}  // namespace tenon::schema
