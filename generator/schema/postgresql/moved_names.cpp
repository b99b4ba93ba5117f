#include "schema/postgresql/moved_names.hpp"

#include <algorithm>
#include <map>
#include <string>
#include <utility>
#include <variant>

#include "schema/postgresql/operation_as.hpp"

namespace tenon::schema::postgresql {
namespace {

/// Which table has the index of a name, in each SQL schema, as the operations go.
class IndexNames {
 public:
  explicit IndexNames(const Schema& schema) {
    for (const Table& table : schema.tables) add(table);
  }

  /// Null: nobody's.
  const TableName* owner(const std::string& schema, const std::string& index) const {
    const auto found = owners_.find({schema, index});
    return found == owners_.end() ? nullptr : &found->second;
  }

  std::vector<std::string> of(const TableName& table) const {
    std::vector<std::string> names;
    for (const auto& [name, owner] : owners_)
      if (owner == table) names.push_back(name.second);
    return names;
  }

  void operator()(const CreateTable& o) { add(o.table); }
  void operator()(const DropTable& o) {
    const TableName table{o.table.schema, o.table.name};
    for (const std::string& name : of(table)) remove(table, name);
  }
  void operator()(const RenameTable& o) {
    for (const std::string& name : of(o.from)) {
      remove(o.from, name);
      add(o.to, name);
    }
  }
  void operator()(const RenameConstraint& o) {
    if (remove(o.table, o.from)) add(o.table, o.to);
  }
  void operator()(const AddPrimaryKey& o) { add(o.table, o.key.name); }
  void operator()(const AddUnique& o) { add(o.table, o.unique.name); }
  void operator()(const CreateIndex& o) { add(o.table, o.index.name); }
  void operator()(const DropPrimaryKey& o) { remove(o.table, o.key.name); }
  void operator()(const DropUnique& o) { remove(o.table, o.unique.name); }
  void operator()(const DropIndex& o) { remove(o.table, o.index.name); }
  template <class Other>
  void operator()(const Other&) {}

 private:
  void add(const Table& table) {
    const TableName name{table.schema, table.name};
    if (table.primary_key) add(name, table.primary_key->name);
    for (const Unique& unique : table.uniques) add(name, unique.name);
    for (const Index& index : table.indexes) add(name, index.name);
  }
  void add(const TableName& table, const std::string& index) {
    owners_[{table.schema, index}] = table;
  }
  bool remove(const TableName& table, const std::string& index) {
    const auto found = owners_.find({table.schema, index});
    if (found == owners_.end() || found->second != table) return false;
    owners_.erase(found);
    return true;
  }

  std::map<std::pair<std::string, std::string>, TableName> owners_;
};

class MovedNames {
 public:
  MovedNames(std::vector<AdaptedOperation> operations, const Schema& before)
      : operations_(std::move(operations)), names_(before) {}

  std::vector<AdaptedOperation> run() {
    for (std::size_t i = 0; i < operations_.size(); ++i) {
      if (const auto* move = operation_as<RenameTable>(operations_[i])) {
        if (move->from.schema != move->to.schema) i += free_names(i, RenameTable{*move});
      } else if (postpone(i)) {
        --i;  // the next one stands here now
        continue;
      }
      if (const auto* operation = std::get_if<Operation>(&operations_[i].what))
        std::visit(names_, *operation);
    }
    return std::move(operations_);
  }

 private:
  using Place = std::vector<AdaptedOperation>::iterator;

  Place at(std::size_t i) { return operations_.begin() + static_cast<std::ptrdiff_t>(i); }

  /// Brings renames before the move at `i`; gives how many.
  std::size_t free_names(std::size_t i, const RenameTable& move) {
    std::size_t freed = 0;
    for (const std::string& name : names_.of(move.from)) {
      const TableName* const other = names_.owner(move.to.schema, name);
      if (!other) continue;
      Place found = rename_of(i + freed, move.to, name);
      if (found == operations_.end()) found = rename_of(i + freed, *other, name);
      if (found == operations_.end()) continue;
      RenameConstraint rename = *operation_as<RenameConstraint>(*found);
      if (rename.table == move.to) rename.table = move.from;
      names_(rename);
      found->what = Operation{std::move(rename)};
      std::rotate(at(i + freed), found, found + 1);
      ++freed;
    }
    return freed;
  }

  /// What gives the table's index another name, behind `i`.
  Place rename_of(std::size_t i, const TableName& table, const std::string& name) {
    return std::find_if(at(i + 1), operations_.end(), [&](const AdaptedOperation& one) {
      const auto* const rename = operation_as<RenameConstraint>(one);
      return rename && rename->table == table && rename->from == name;
    });
  }

  /// Of a rename to a name that another's index has until one of the two tables moves away: puts it
  /// behind that.
  bool postpone(std::size_t i) {
    const auto* const renamed = operation_as<RenameConstraint>(operations_[i]);
    const TableName* const owner =
        renamed ? names_.owner(renamed->table.schema, renamed->to) : nullptr;
    if (!owner || *owner == renamed->table) return false;
    RenameConstraint rename = *renamed;
    TableName other = *owner;
    for (std::size_t j = i + 1; j < operations_.size(); ++j) {
      const auto* const table = operation_as<RenameTable>(operations_[j]);
      if (!table) continue;
      const bool is_away = table->from.schema != table->to.schema &&
                           (table->from == other || table->from == rename.table);
      for (TableName* const name : {&rename.table, &other})
        if (table->from == *name) *name = table->to;
      if (!is_away) continue;
      operations_[i].what = Operation{std::move(rename)};
      std::rotate(at(i), at(i + 1), at(j + 1));
      return true;
    }
    return false;
  }

  std::vector<AdaptedOperation> operations_;
  IndexNames names_;
};

}  // namespace

std::vector<AdaptedOperation> moved_names(std::vector<AdaptedOperation> operations,
                                          const Schema& before) {
  const bool moves =
      std::any_of(operations.begin(), operations.end(), [](const AdaptedOperation& one) {
        const auto* const table = operation_as<RenameTable>(one);
        return table && table->from.schema != table->to.schema;
      });
  return moves ? MovedNames{std::move(operations), before}.run() : operations;
}

}  // namespace tenon::schema::postgresql
