#include "schema/sqlite/item.hpp"

#include <algorithm>

#include "schema/sqlite/spelling.hpp"

namespace tenon::schema::sqlite {
namespace {

bool can_add_natively(const AddColumn& o) {
  // ALTER TABLE adds no STORED column.
  if (o.column.identity || !o.column.computed.empty()) return false;
  if (o.column.initial) return o.column.initial->kind != Default::Kind::expression;
  return o.column.nullable;
}

/// A change that SQLite keeps nothing of: a comment, or a type that is stored and read alike.
bool changes_nothing(const AlterColumn& o) {
  return !fills(o) && o.renames.empty() && stored(o.from) == stored(o.to) &&
         convert("x", o.from.type, o.to.type, o.takes_back) == "x";
}

struct IsNative {
  bool operator()(const SetTableComment&) const { return true; }
  bool operator()(const AddColumn& o) const { return can_add_natively(o); }
  bool operator()(const DropColumn&) const { return true; }
  bool operator()(const RenameColumn&) const { return true; }
  bool operator()(const AlterColumn& o) const { return changes_nothing(o); }
  bool operator()(const CreateIndex&) const { return true; }
  bool operator()(const DropIndex&) const { return true; }
  bool operator()(const AddCheck& o) const { return !is_kept(o.check); }
  bool operator()(const DropCheck& o) const { return !is_kept(o.check); }
  bool operator()(const RenameConstraint& o) const {
    return o.kind == RenameConstraint::Kind::index;
  }
  template <class T>
  bool operator()(const T&) const {
    return false;
  }
};

struct Retarget {
  const TableName& table;
  Operation operator()(CreateTable o) const { return o; }
  Operation operator()(DropTable o) const { return o; }
  Operation operator()(RenameTable o) const { return o; }
  Operation operator()(CreateEnum o) const { return o; }
  Operation operator()(DropEnum o) const { return o; }
  Operation operator()(AlterEnum o) const { return o; }
  Operation operator()(CreateView o) const { return o; }
  Operation operator()(DropView o) const { return o; }
  template <class T>
  Operation operator()(T o) const {
    o.table = table;
    return o;
  }
};

}  // namespace

bool is_changed(const Item& item) { return !item.drop && !item.create && !item.changes.empty(); }

bool is_moved(const Item& item) {
  return !item.drop && !item.create &&
         std::any_of(item.renames.begin(), item.renames.end(), [](const Numbered& rename) {
           const auto& o = std::get<RenameTable>(rename.operation);
           return o.from.schema != o.to.schema;
         });
}

bool is_native(const Item& item) {
  return std::all_of(item.changes.begin(), item.changes.end(), [&](const Numbered& change) {
    return comes_again(change.operation, item) || std::visit(IsNative{}, change.operation);
  });
}

bool comes_again(const Operation& operation, const Item& item) {
  const auto* drop = std::get_if<DropCheck>(&operation);
  const auto* add = std::get_if<AddCheck>(&operation);
  if (!drop && !add) return false;
  return std::any_of(item.changes.begin(), item.changes.end(), [&](const Numbered& change) {
    const auto* other_drop = std::get_if<DropCheck>(&change.operation);
    const auto* other_add = std::get_if<AddCheck>(&change.operation);
    return drop ? other_add && other_add->check == drop->check
                : other_drop && other_drop->check == add->check;
  });
}

Operation retargeted(const Operation& operation, const TableName& table) {
  return std::visit(Retarget{table}, operation);
}

}  // namespace tenon::schema::sqlite
