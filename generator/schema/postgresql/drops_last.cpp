#include "schema/postgresql/drops_last.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

#include "schema/dependency.hpp"
#include "schema/enum_change.hpp"
#include "schema/postgresql/operation_as.hpp"

namespace tenon::schema::postgresql {
namespace {

/// The names that a plan takes, the tables that it renames, those that lose or change a key, and
/// the enum types that it makes anew.
struct Taken {
  std::set<TableName> other_keys;
  std::set<TableName> tables;
  std::set<std::pair<TableName, std::string>> columns;
  std::set<std::pair<TableName, std::string>> altered;  ///< columns
  std::set<TableName> renamed_within;                   ///< tables with columns of other names
  std::set<std::string> indexes;                        ///< constraints that have one among them
  std::set<TableName> renamed;
  std::set<std::pair<std::string, std::string>> types;  ///< SQL schema and name

  void operator()(const CreateTable& o) {
    tables.insert({o.table.schema, o.table.name});
    add_indexes(o.table, indexes);
  }
  void operator()(const CreateView& o) { tables.insert({o.view.schema, o.view.name}); }
  void operator()(const RenameTable& o) {
    tables.insert(o.to);
    renamed.insert(o.from);
    other_keys.insert(o.from);  // its keys are changed under the new name
  }
  void operator()(const AddColumn& o) { columns.insert({o.table, o.column.name}); }
  void operator()(const RenameColumn& o) {
    columns.insert({o.table, o.to});
    renamed_within.insert(o.table);
  }
  void operator()(const AddPrimaryKey& o) { indexes.insert(o.key.name); }
  void operator()(const AddUnique& o) { indexes.insert(o.unique.name); }
  void operator()(const CreateIndex& o) { indexes.insert(o.index.name); }
  void operator()(const RenameConstraint& o) { indexes.insert(o.to); }
  void operator()(const DropPrimaryKey& o) { other_keys.insert(o.table); }
  void operator()(const DropUnique& o) { other_keys.insert(o.table); }
  void operator()(const DropIndex& o) { other_keys.insert(o.table); }  // a unique one
  void operator()(const AlterColumn& o) { altered.insert({o.table, o.to.name}); }
  void operator()(const AlterEnum& o) {
    if (enum_change(o.from, o.to, o.renames).needs_new_type) types.insert({o.to.schema, o.to.name});
  }
  template <class Other>
  void operator()(const Other&) {}

  static void add_indexes(const Table& table, std::set<std::string>& names) {
    if (table.primary_key) names.insert(table.primary_key->name);
    for (const Unique& unique : table.uniques) names.insert(unique.name);
    for (const Index& index : table.indexes) names.insert(index.name);
  }

  /// A type that is made anew behind its move has columns that say its old name.
  void follow(const MoveEnum& move) {
    if (types.count({move.to.schema, move.to.name}) != 0)
      types.insert({move.from.schema, move.from.name});
  }

  /// A column of the type would have to be made anew with it.
  bool is_made_anew(const ColumnType& type) const {
    return types.count({type.enum_schema, type.enum_name}) != 0;
  }

  /// Whether something becomes of what the key refers to.
  bool touches(const ForeignKey& key) const {
    const TableName table{key.schema, key.table};
    if (other_keys.count(table) != 0) return true;
    const bool has_other_names = renamed_within.count(table) != 0;
    return std::any_of(altered.begin(), altered.end(), [&](const auto& column) {
      return column.first == table && (has_other_names || contains(key.targets, column.second));
    });
  }

  bool wants(const DropColumn& o) const {
    return renamed.count(o.table) != 0 || columns.count({o.table, o.column.name}) != 0 ||
           is_made_anew(o.column.type);
  }
  bool wants(const DropTable& o) const {
    std::set<std::string> own{o.table.name};
    add_indexes(o.table, own);
    // A key that the dropped table references may be dropped, its columns may get another type.
    const bool holds_on = std::any_of(o.table.foreign_keys.begin(), o.table.foreign_keys.end(),
                                      [&](const ForeignKey& key) { return touches(key); });
    const auto is_in_the_way = [&](const Column& one) { return is_made_anew(one.type); };
    return holds_on || tables.count({o.table.schema, o.table.name}) != 0 ||
           std::any_of(o.table.columns.begin(), o.table.columns.end(), is_in_the_way) ||
           std::any_of(own.begin(), own.end(),
                       [&](const std::string& name) { return indexes.count(name) != 0; });
  }
};

/// A view that would stand in the way of a drop is made behind it, and so is one that reads such a
/// view; the others are made before: a query that is refused loses no data.
void put_views_behind(std::vector<AdaptedOperation>& operations, std::ptrdiff_t first_drop) {
  std::vector<const View*> late;
  const auto is_late = [&](const View& view) {
    const auto stands_in_the_way = [&](const AdaptedOperation& drop) {
      const auto* operation = std::get_if<Operation>(&drop.what);
      return operation && disturbs(*operation, view, {});
    };
    return std::any_of(operations.begin() + first_drop, operations.end(), stands_in_the_way) ||
           std::any_of(late.begin(), late.end(),
                       [&](const View* other) { return reads(view, other->name); });
  };
  std::vector<AdaptedOperation> ordered;
  std::vector<AdaptedOperation> behind;
  for (std::ptrdiff_t i = 0; i < static_cast<std::ptrdiff_t>(operations.size()); ++i) {
    const AdaptedOperation& adapted = operations[static_cast<std::size_t>(i)];
    const auto* view = i < first_drop ? operation_as<CreateView>(adapted) : nullptr;
    const bool is_behind = view && is_late(view->view);
    if (is_behind) late.push_back(&view->view);
    (is_behind ? behind : ordered).push_back(adapted);
  }
  ordered.insert(ordered.end(), behind.begin(), behind.end());
  operations = std::move(ordered);
}

}  // namespace

std::vector<AdaptedOperation> drops_last(std::vector<AdaptedOperation> operations) {
  Taken taken;
  for (const AdaptedOperation& adapted : operations) {
    const auto* operation = std::get_if<Operation>(&adapted.what);
    if (operation) std::visit(taken, *operation);
  }
  for (const AdaptedOperation& adapted : operations) {
    if (const auto* move = std::get_if<MoveEnum>(&adapted.what)) taken.follow(*move);
  }
  // Dropped tables may reference each other: all of them wait, or none.
  const bool tables_wait =
      std::none_of(operations.begin(), operations.end(), [&](const AdaptedOperation& adapted) {
        const auto* drop = operation_as<DropTable>(adapted);
        return drop && taken.wants(*drop);
      });
  const auto waits = [&](const AdaptedOperation& adapted) {
    if (operation_as<DropEnum>(adapted)) return true;  // after the columns of the type
    if (operation_as<DropTable>(adapted)) return tables_wait;
    const auto* column = operation_as<DropColumn>(adapted);
    // Nothing is lost with what is computed, and it is in the way of what it is computed from.
    return column && column->column.computed.empty() && !taken.wants(*column);
  };
  const auto drops =
      std::stable_partition(operations.begin(), operations.end(),
                            [&](const AdaptedOperation& one) { return !waits(one); });
  put_views_behind(operations, drops - operations.begin());
  return operations;
}

}  // namespace tenon::schema::postgresql
