#include "schema/postgresql/exchanged_keys.hpp"

#include <algorithm>
#include <string>
#include <variant>

#include "schema/postgresql/operation_as.hpp"

namespace tenon::schema::postgresql {
namespace {

/// Whether an operation cannot run while the key is there.
struct NeedsItGone {
  const DropPrimaryKey& drop;
  const Schema& before;

  bool operator()(const DropColumn& o) const { return o.table == drop.table; }
  bool operator()(const AlterColumn& o) const {
    return o.table == drop.table &&
           (o.from.type != o.to.type || (o.to.nullable && !o.from.nullable) || makes_anew(o));
  }
  bool operator()(const RenameTable& o) const { return o.from == drop.table; }
  bool operator()(const AlterEnum& o) const {
    const Table* const table = before.find(drop.table.schema, drop.table.name);
    if (table == nullptr) return true;  // it has another name by then
    return std::any_of(drop.key.columns.begin(), drop.key.columns.end(),
                       [&](const std::string& name) { return may_be(o.from, table->find(name)); });
  }
  bool operator()(const AddUnique& o) const { return o.unique.name == drop.key.name; }
  bool operator()(const AddCheck& o) const { return o.check.name == drop.key.name; }
  bool operator()(const CreateIndex& o) const { return o.index.name == drop.key.name; }
  bool operator()(const AddPrimaryKey& o) const { return o.key.name == drop.key.name; }
  bool operator()(const AddForeignKey& o) const { return o.key.name == drop.key.name; }
  bool operator()(const RenameConstraint& o) const { return o.to == drop.key.name; }
  template <class Other>
  bool operator()(const Other&) const {
    return false;
  }

  static bool may_be(const EnumType& type, const Column* column) {
    return column == nullptr ||
           (column->type.kind == ColumnType::Kind::enumeration &&
            column->type.enum_name == type.name && column->type.enum_schema == type.schema);
  }
};

/// Whether all that changes is that the column is no longer numbered.
bool loses_identity_alone(const AdaptedOperation& one, const TableName& table) {
  const auto* const alter = operation_as<AlterColumn>(one);
  if (alter == nullptr || alter->table != table || !alter->from.identity) return false;
  Column plain = alter->from;
  plain.identity = false;
  plain.comment = alter->to.comment;
  return plain == alter->to;
}

}  // namespace

std::vector<AdaptedOperation> exchanged_keys(std::vector<AdaptedOperation> operations,
                                             const Schema& before) {
  for (std::size_t i = operations.size(); i-- > 0;) {
    const auto* const drop = operation_as<DropPrimaryKey>(operations[i]);
    if (drop == nullptr) continue;
    const auto begin = operations.begin() + static_cast<std::ptrdiff_t>(i);
    const auto adds = std::find_if(begin, operations.end(), [&](const AdaptedOperation& one) {
      const auto* const add = operation_as<AddPrimaryKey>(one);
      return add != nullptr && add->table == drop->table;
    });
    const bool is_in_the_way =
        adds == operations.end() || std::any_of(begin + 1, adds, [&](const AdaptedOperation& one) {
          const auto* const operation = std::get_if<Operation>(&one.what);
          return operation != nullptr && std::visit(NeedsItGone{*drop, before}, *operation);
        });
    if (is_in_the_way) continue;
    const TableName table = drop->table;
    std::rotate(begin, begin + 1, adds);
    // Rows that come until then have no other number.
    std::stable_partition(begin, adds + 1, [&](const AdaptedOperation& one) {
      return !loses_identity_alone(one, table);
    });
  }
  return operations;
}

}  // namespace tenon::schema::postgresql
