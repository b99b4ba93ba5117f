#include "schema/postgresql/enum_operations.hpp"

#include <algorithm>
#include <utility>

#include "schema/dependency.hpp"
#include "schema/enum_change.hpp"
#include "schema/postgresql/enum_columns.hpp"

namespace tenon::schema::postgresql {
namespace {

/// Goes through the operations with the schema as it is at each of them.
class Walk {
 public:
  explicit Walk(const Schema& before) : state_(before), enums_(before) {}

  void next(std::size_t at, const Operation& operation, EnumOperations& result) {
    result.is_needless[at] = std::visit(*this, operation);
    const auto* alter = std::get_if<AlterEnum>(&operation);
    if (alter && enum_change(alter->from, alter->to, alter->renames).needs_new_type) {
      for (Operation& drop : in_the_way(*alter)) {
        Operations& again = result.made_again[at];
        again.insert(again.begin(), reverse(drop));
        result.dropped[at].push_back(std::move(drop));
      }
    }
    apply(operation, state_);
    enums_.follow(operation);
  }

  bool operator()(const AddCheck& o) const { return enums_.is_enum(o.table, o.check.column); }
  bool operator()(const DropCheck& o) const { return enums_.is_enum(o.table, o.check.column); }
  bool operator()(const RenameValue& o) const { return enums_.is_enum(o.table, o.column); }
  bool operator()(const RenameConstraint& o) const {
    const Table* const table = state_.find(o.table.schema, o.table.name);
    return table && std::any_of(table->checks.begin(), table->checks.end(), [&](const Check& c) {
             return c.name == o.from && enums_.is_enum(o.table, c.column);
           });
  }
  template <class Other>
  bool operator()(const Other&) const {
    return false;
  }

 private:
  /// SQL text holds values of the old type, no foreign key goes from one type to another, and what
  /// is computed has to be made anew.
  Operations in_the_way(const AlterEnum& o) const {
    const std::vector<EnumColumns::Use> uses = enums_.uses({o.to.schema, o.to.name});
    const auto is_use = [&](const TableName& table, const auto& says) {
      return std::any_of(uses.begin(), uses.end(), [&](const EnumColumns::Use& use) {
        return use.table == table && says(use.column);
      });
    };
    Operations keys;
    Operations others;
    Operations columns;
    for (const Table& table : state_.tables) {
      const TableName name{table.schema, table.name};
      const auto uses_one = [&](const auto& says) { return is_use(name, says); };
      for (const ForeignKey& key : table.foreign_keys) {
        if (uses_one([&](const std::string& column) { return contains(key.columns, column); }))
          add(keys, DropForeignKey{name, key});
      }
      for (const Index& index : table.indexes) {
        if (uses_one([&](const std::string& column) { return index_mentions(index, column); }))
          add(others, DropIndex{name, index});
      }
      for (const Check& check : table.checks) {
        if (uses_one([&](const std::string& column) { return mentions(check.expression, column); }))
          add(others, DropCheck{name, check});
      }
      // No column changes its type under one that is computed from it, nor does that one.
      for (const Column& computed : table.columns) {
        if (computed.computed.empty() || !uses_one([&](const std::string& column) {
              return column == computed.name || computes_from(computed, column);
            }))
          continue;
        drop_dependents(table, computed.name, keys, others);
        columns.push_back(DropColumn{name, computed});
      }
    }
    keys.insert(keys.end(), others.begin(), others.end());
    keys.insert(keys.end(), columns.begin(), columns.end());
    return keys;
  }

  /// Unless it goes already.
  static void add(Operations& drops, Operation drop) {
    if (std::find(drops.begin(), drops.end(), drop) == drops.end())
      drops.push_back(std::move(drop));
  }

  /// The keys and indexes of a column that goes.
  void drop_dependents(const Table& table, const std::string& column, Operations& keys,
                       Operations& others) const {
    const TableName name{table.schema, table.name};
    for (const Table& other : state_.tables) {
      for (const ForeignKey& key : other.foreign_keys) {
        if (references(key, table) && contains(key.targets, column))
          add(keys, DropForeignKey{{other.schema, other.name}, key});
      }
    }
    for (const Index& index : table.indexes) {
      if (contains(column_names(index), column) || contains(index.include, column) ||
          index_mentions(index, column))
        add(others, DropIndex{name, index});
    }
    for (const Check& check : table.checks) {
      const bool is_there = !enums_.is_enum(name, check.column);
      if (is_there && check_uses(check, column)) add(others, DropCheck{name, check});
    }
    for (const Unique& unique : table.uniques) {
      if (contains(unique.columns, column)) add(others, DropUnique{name, unique});
    }
  }

  Schema state_;
  EnumColumns enums_;
};

}  // namespace

EnumOperations look_at_enums(const Operations& operations, const Schema& before) {
  EnumOperations result;
  result.is_needless.resize(operations.size(), false);
  const bool has_enums =
      !before.enums.empty() ||
      std::any_of(operations.begin(), operations.end(), [](const Operation& operation) {
        return std::holds_alternative<CreateEnum>(operation);
      });
  if (!has_enums) return result;
  Walk walk{before};
  for (std::size_t i = 0; i < operations.size(); ++i) walk.next(i, operations[i], result);
  return result;
}

}  // namespace tenon::schema::postgresql
