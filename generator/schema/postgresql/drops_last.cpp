#include "schema/postgresql/drops_last.hpp"

#include <algorithm>
#include <set>
#include <string>
#include <utility>

namespace tenon::schema::postgresql {
namespace {

/// The names that a plan takes, and the tables that it renames.
struct Taken {
  std::set<TableName> tables;
  std::set<std::pair<TableName, std::string>> columns;
  std::set<std::string> indexes;  ///< constraints that have one among them
  std::set<TableName> renamed;

  void operator()(const CreateTable& o) {
    tables.insert({o.table.schema, o.table.name});
    add_indexes(o.table, indexes);
  }
  void operator()(const RenameTable& o) {
    tables.insert({o.from.schema, o.to});
    renamed.insert(o.from);
  }
  void operator()(const AddColumn& o) { columns.insert({o.table, o.column.name}); }
  void operator()(const RenameColumn& o) { columns.insert({o.table, o.to}); }
  void operator()(const AddPrimaryKey& o) { indexes.insert(o.key.name); }
  void operator()(const AddUnique& o) { indexes.insert(o.unique.name); }
  void operator()(const CreateIndex& o) { indexes.insert(o.index.name); }
  void operator()(const RenameConstraint& o) { indexes.insert(o.to); }
  template <class Other>
  void operator()(const Other&) {}

  static void add_indexes(const Table& table, std::set<std::string>& names) {
    if (table.primary_key) names.insert(table.primary_key->name);
    for (const Unique& unique : table.uniques) names.insert(unique.name);
    for (const Index& index : table.indexes) names.insert(index.name);
  }

  bool wants(const DropColumn& o) const {
    return renamed.count(o.table) != 0 || columns.count({o.table, o.column.name}) != 0;
  }
  bool wants(const DropTable& o) const {
    std::set<std::string> own{o.table.name};
    add_indexes(o.table, own);
    return tables.count({o.table.schema, o.table.name}) != 0 ||
           std::any_of(own.begin(), own.end(),
                       [&](const std::string& name) { return indexes.count(name) != 0; });
  }
};

bool can_wait(const AdaptedOperation& adapted, const Taken& taken) {
  const auto* operation = std::get_if<Operation>(&adapted.what);
  if (!operation) return false;
  if (const auto* column = std::get_if<DropColumn>(operation)) return !taken.wants(*column);
  if (const auto* table = std::get_if<DropTable>(operation)) return !taken.wants(*table);
  return false;
}

}  // namespace

std::vector<AdaptedOperation> drops_last(std::vector<AdaptedOperation> operations) {
  Taken taken;
  for (const AdaptedOperation& adapted : operations) {
    if (const auto* operation = std::get_if<Operation>(&adapted.what))
      std::visit(taken, *operation);
  }
  std::stable_partition(operations.begin(), operations.end(),
                        [&](const AdaptedOperation& adapted) { return !can_wait(adapted, taken); });
  return operations;
}

}  // namespace tenon::schema::postgresql
