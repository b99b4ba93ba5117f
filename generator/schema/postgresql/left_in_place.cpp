#include "schema/postgresql/left_in_place.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <utility>

#include "schema/dependency.hpp"
#include "schema/postgresql/operation_as.hpp"

namespace tenon::schema::postgresql {
namespace {

using Adapted = std::vector<AdaptedOperation>;
using Names = std::set<std::string>;

class LeftInPlace {
 public:
  LeftInPlace(Adapted operations, const std::vector<MoveEnum>& moves, const Schema& before)
      : operations_(std::move(operations)), moves_(moves), before_(before) {
    for (const AdaptedOperation& one : operations_) {
      if (const auto* rename = operation_as<RenameTable>(one)) follow(*rename);
    }
    for (const AdaptedOperation& one : operations_) find_changed(one);
  }

  Adapted run() {
    find_pairs<DropColumn, AddColumn>();
    find_pairs<DropIndex, CreateIndex>();
    find_pairs<DropCheck, AddCheck>();
    find_pairs<DropUnique, AddUnique>();
    find_pairs<DropPrimaryKey, AddPrimaryKey>();
    find_pairs<DropForeignKey, AddForeignKey>();
    Adapted left;
    for (std::size_t i = 0; i < operations_.size(); ++i)
      if (stays_.count(i) == 0) left.push_back(std::move(operations_[i]));
    return left;
  }

 private:
  void follow(const RenameTable& rename) {
    const auto known = std::find_if(now_.begin(), now_.end(),
                                    [&](const auto& one) { return one.second == rename.from; });
    if (known != now_.end()) {
      known->second = rename.to;
    } else {
      now_[rename.from] = rename.to;
    }
  }

  TableName now(const TableName& table) const {
    const auto found = now_.find(table);
    return found == now_.end() ? table : found->second;
  }

  /// The columns of a table, by its name afterwards, that are another thing afterwards.
  void find_changed(const AdaptedOperation& one) {
    if (const auto* alter = operation_as<AlterColumn>(one)) {
      if (alter->from.type != alter->to.type || alter->from.computed != alter->to.computed)
        changed_[alter->table].insert(alter->to.name);
    }
    if (const auto* rename = operation_as<RenameColumn>(one)) {
      changed_[rename->table].insert({rename->from, rename->to});
    }
    if (const auto* value = operation_as<RenameValue>(one))
      changed_[value->table].insert(value->column);
    if (const auto* drop = operation_as<DropColumn>(one))
      changed_[now(drop->table)].insert(drop->column.name);
    if (const auto* add = operation_as<AddColumn>(one))
      changed_[add->table].insert(add->column.name);
    if (const auto* type = operation_as<AlterEnum>(one)) changed_types_.push_back(type->to);
  }

  /// Drops and adds of one thing, of which neither has to be done.
  template <class Drop, class Add>
  void find_pairs() {
    for (std::size_t i = 0; i < operations_.size(); ++i) {
      const auto* const drop = operation_as<Drop>(operations_[i]);
      if (drop == nullptr) continue;
      for (std::size_t k = i + 1; k < operations_.size(); ++k) {
        const auto* const add = operation_as<Add>(operations_[k]);
        if (add == nullptr || now(drop->table) != add->table || !is_same(*drop, *add)) continue;
        stays_.insert({i, k});
        break;
      }
    }
  }

  bool is_same(const DropColumn& drop, const AddColumn& add) {
    Column column = drop.column;
    column.type = moved(column.type);
    if (column.computed.empty() || !(column == add.column)) return false;
    const auto is_source = [&](const std::string& name) { return computes_from(column, name); };
    if (!is_only_moved(drop.table, is_source) || is_of_other_values(column.type)) return false;
    changed_[add.table].erase(column.name);
    return true;
  }

  bool is_same(const DropIndex& drop, const CreateIndex& add) const {
    return drop.index == add.index && is_only_moved(drop.table, [&](const std::string& name) {
             return contains(column_names(drop.index), name) ||
                    contains(drop.index.include, name) || index_mentions(drop.index, name);
           });
  }

  bool is_same(const DropCheck& drop, const AddCheck& add) const {
    return drop.check == add.check && is_only_moved(drop.table, [&](const std::string& name) {
             return check_uses(drop.check, name);
           });
  }

  bool is_same(const DropUnique& drop, const AddUnique& add) const {
    return drop.unique == add.unique && is_only_moved(drop.table, drop.unique.columns);
  }

  bool is_same(const DropPrimaryKey& drop, const AddPrimaryKey& add) const {
    return drop.key == add.key && is_only_moved(drop.table, drop.key.columns);
  }

  bool is_same(const DropForeignKey& drop, const AddForeignKey& add) const {
    const TableName target{drop.key.schema, drop.key.table};
    ForeignKey key = drop.key;
    key.schema = now(target).schema;
    key.table = now(target).name;
    return key == add.key && is_only_moved(drop.table, key.columns) &&
           is_only_moved(target, key.targets) && !loses_key(target, key.targets);
  }

  /// Whether a key of the table's columns is still dropped.
  bool loses_key(const TableName& table, const std::vector<std::string>& columns) const {
    for (std::size_t i = 0; i < operations_.size(); ++i) {
      if (stays_.count(i) != 0) continue;
      const auto* const primary = operation_as<DropPrimaryKey>(operations_[i]);
      const auto* const unique = operation_as<DropUnique>(operations_[i]);
      const auto* const index = operation_as<DropIndex>(operations_[i]);
      const bool is_lost =
          (primary && primary->table == table && same_columns(primary->key.columns, columns)) ||
          (unique && unique->table == table && same_columns(unique->unique.columns, columns)) ||
          (index && index->table == table && same_columns(column_names(index->index), columns));
      if (is_lost) return true;
    }
    return false;
  }

  ColumnType moved(ColumnType type) const {
    for (const MoveEnum& move : moves_) {
      if (type.enum_schema != move.from.schema || type.enum_name != move.from.name) continue;
      type.enum_schema = move.to.schema;
      type.enum_name = move.to.name;
      break;
    }
    return type;
  }

  bool is_of_other_values(const ColumnType& type) const {
    return type.kind == ColumnType::Kind::enumeration &&
           std::any_of(changed_types_.begin(), changed_types_.end(), [&](const EnumType& one) {
             return one.schema == type.enum_schema && one.name == type.enum_name;
           });
  }

  bool is_only_moved(const TableName& table, const std::vector<std::string>& columns) const {
    return is_only_moved(table, [&](const std::string& name) { return contains(columns, name); });
  }

  /// `table`: by its name before.
  template <class Uses>
  bool is_only_moved(const TableName& table, const Uses& uses) const {
    const Table* const old = before_.find(table.schema, table.name);
    if (old == nullptr) return false;
    const auto changed = changed_.find(now(table));
    const bool is_any_changed = changed != changed_.end() &&
                                std::any_of(changed->second.begin(), changed->second.end(), uses);
    return !is_any_changed &&
           std::none_of(old->columns.begin(), old->columns.end(), [&](const Column& column) {
             return uses(column.name) && is_of_other_values(moved(column.type));
           });
  }

  Adapted operations_;
  const std::vector<MoveEnum>& moves_;
  const Schema& before_;
  std::map<TableName, TableName> now_;  ///< what renamed tables are called afterwards
  std::map<TableName, Names> changed_;
  std::vector<EnumType> changed_types_;
  std::set<std::size_t> stays_;
};

}  // namespace

std::vector<AdaptedOperation> left_in_place(std::vector<AdaptedOperation> operations,
                                            const std::vector<MoveEnum>& moves,
                                            const Schema& before) {
  return LeftInPlace{std::move(operations), moves, before}.run();
}

}  // namespace tenon::schema::postgresql
