#include "schema/diff_keys.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "schema/dependency.hpp"
#include "schema/rename_steps.hpp"
#include "schema/spare_name.hpp"

namespace tenon::schema {
namespace {

class KeyDiffer {
 public:
  explicit KeyDiffer(const ColumnDiff& columns) : columns_(columns) {}

  Operations run(const std::vector<TablePair>& pairs) {
    for (const TablePair& pair : pairs) {
      diff_primary_key(pair);
      diff_uniques(pair);
      diff_indexes(pair);
      diff_checks(pair);
    }
    for (const TablePair& pair : pairs) diff_foreign_keys(pair);
    add_renames();
    return std::move(operations_);
  }

 private:
  /// Compares two lists of named things. `old_items` and `renamed` are the same things before and
  /// after renames; drops are emitted in terms of the former.
  template <class T, class Drop, class Add, class Forced>
  void diff_list(const TablePair& pair, RenameConstraint::Kind kind,
                 const std::vector<T>& old_items, const std::vector<T>& renamed,
                 const std::vector<T>& new_items, Drop drop, Add add, Forced forced) {
    std::set<std::size_t> kept;
    std::vector<bool> stays(renamed.size(), false);
    for (std::size_t i = 0; i < renamed.size(); ++i) {
      const auto same = std::find(new_items.begin(), new_items.end(), renamed[i]);
      if (same == new_items.end() || forced(renamed[i])) continue;
      stays[i] = true;
      kept.insert(static_cast<std::size_t>(same - new_items.begin()));
    }
    for (std::size_t i = 0; i < renamed.size(); ++i) {
      if (stays[i]) continue;
      const std::size_t twin =
          forced(renamed[i]) ? new_items.size() : find_twin(renamed[i], new_items, kept);
      if (twin == new_items.size()) {
        drop(old_items[i], renamed[i]);
      } else {
        kept.insert(twin);
        renames_.push_back({pair.name(), kind, renamed[i].name, new_items[twin].name});
        if (has_index(renamed[i])) in_schema_.insert({pair.name(), renamed[i].name});
      }
    }
    for (std::size_t i = 0; i < new_items.size(); ++i) {
      if (kept.count(i) == 0) add(new_items[i]);
    }
  }

  /// A new thing that differs from `item` in its name only.
  template <class T>
  static std::size_t find_twin(const T& item, const std::vector<T>& new_items,
                               const std::set<std::size_t>& kept) {
    for (std::size_t i = 0; i < new_items.size(); ++i) {
      if (kept.count(i) != 0) continue;
      T candidate = new_items[i];
      candidate.name = item.name;
      if (candidate == item) return i;
    }
    return new_items.size();
  }

  /// Whether its name is one of the schema's, and not of its table alone.
  static bool has_index(const PrimaryKey&) { return true; }
  static bool has_index(const Unique&) { return true; }
  static bool has_index(const Index&) { return true; }
  static bool has_index(const ForeignKey&) { return false; }
  static bool has_index(const Check&) { return false; }

  /// In an order in which no new name is still taken.
  void add_renames() {
    using Space = TableName;  // without a name: all tables of the schema
    std::map<Space, Renames<std::string>> wanted;
    std::map<std::pair<Space, std::string>, const RenameConstraint*> now;
    const auto space_of = [&](const RenameConstraint& one) {
      return in_schema_.count({one.table, one.from}) != 0 ? Space{one.table.schema, ""} : one.table;
    };
    for (const RenameConstraint& one : renames_) {
      wanted[space_of(one)].emplace_back(one.from, one.to);
      now[{space_of(one), one.from}] = &one;
    }
    const auto meets_another = [&](const RenameConstraint& one) {
      const auto& all = wanted.at(space_of(one));
      return std::any_of(all.begin(), all.end(), [&](const auto& other) {
        return other.first == one.to || other.second == one.from;
      });
    };
    std::set<Space> entangled;
    for (const RenameConstraint& one : renames_) {
      if (meets_another(one)) {
        entangled.insert(space_of(one));
      }
    }
    for (const RenameConstraint& one : renames_) {
      if (entangled.count(space_of(one)) == 0) operations_.push_back(one);
    }
    for (const Space& space : entangled) {
      const auto spare = [](const std::string& name) {
        return spare_name(name, [](const std::string&) { return false; });
      };
      for (const auto& [from, to] : rename_steps(wanted.at(space), spare)) {
        const RenameConstraint& one = *now.at({space, from});
        now[{space, to}] = &one;
        operations_.push_back(RenameConstraint{one.table, one.kind, from, to});
      }
    }
  }

  static std::vector<PrimaryKey> as_list(const std::optional<PrimaryKey>& key) {
    return key ? std::vector<PrimaryKey>{*key} : std::vector<PrimaryKey>{};
  }

  void diff_primary_key(const TablePair& pair) {
    diff_list(
        pair, RenameConstraint::Kind::constraint, as_list(pair.old_table->primary_key),
        as_list(pair.renamed.primary_key), as_list(pair.new_table->primary_key),
        [&](const PrimaryKey& old, const PrimaryKey& renamed) {
          operations_.push_back(DropPrimaryKey{pair.old_name(), old});
          disturbed_.push_back({pair.name(), renamed.columns});
        },
        [&](const PrimaryKey& key) {
          operations_.push_back(AddPrimaryKey{pair.name(), key});
        },
        [&](const PrimaryKey& key) { return touches(columns_.remade, pair.name(), key.columns); });
  }

  void diff_uniques(const TablePair& pair) {
    diff_list(
        pair, RenameConstraint::Kind::constraint, pair.old_table->uniques, pair.renamed.uniques,
        pair.new_table->uniques,
        [&](const Unique& old, const Unique& renamed) {
          operations_.push_back(DropUnique{pair.old_name(), old});
          disturbed_.push_back({pair.name(), renamed.columns});
        },
        [&](const Unique& unique) {
          operations_.push_back(AddUnique{pair.name(), unique});
        },
        [&](const Unique& unique) {
          return touches(columns_.remade, pair.name(), unique.columns);
        });
  }

  void diff_indexes(const TablePair& pair) {
    diff_list(
        pair, RenameConstraint::Kind::index, pair.old_table->indexes, pair.renamed.indexes,
        pair.new_table->indexes,
        [&](const Index& old, const Index& renamed) {
          operations_.push_back(DropIndex{pair.old_name(), old});
          if (is_key(renamed)) disturbed_.push_back({pair.name(), column_names(renamed)});
        },
        [&](const Index& index) {
          operations_.push_back(CreateIndex{pair.name(), index});
        },
        [&](const Index& index) {
          return touches(columns_.remade, pair.name(), column_names(index)) ||
                 touches(columns_.remade, pair.name(), index.include) ||
                 must_go(pair,
                         [&](const std::string& column) { return index_mentions(index, column); });
        });
  }

  void diff_checks(const TablePair& pair) {
    diff_list(
        pair, RenameConstraint::Kind::constraint, pair.old_table->checks, pair.renamed.checks,
        pair.new_table->checks,
        [&](const Check& old, const Check&) {
          operations_.push_back(DropCheck{pair.old_name(), old});
        },
        [&](Check check) {
          check.renames.clear();
          operations_.push_back(AddCheck{pair.name(), std::move(check)});
        },
        [&](const Check& check) {
          return must_go(pair,
                         [&](const std::string& column) {
                           return mentions(check.expression, column);
                         }) ||
                 touches(columns_.retyped, pair.name(), {check.column}) ||
                 touches(columns_.remade, pair.name(), {check.column});
        });
  }

  /// A database would change such SQL text itself, or refuse what happens to its column.
  template <class Mentions>
  bool must_go(const TablePair& pair, Mentions mentions) const {
    const auto is_mentioned = [&](const ColumnName& column) {
      return column.first == pair.name() && mentions(column.second);
    };
    return std::any_of(pair.columns.begin(), pair.columns.end(),
                       [&](const Rename& rename) { return mentions(rename.from); }) ||
           std::any_of(columns_.retyped.begin(), columns_.retyped.end(), is_mentioned) ||
           std::any_of(columns_.remade.begin(), columns_.remade.end(), is_mentioned);
  }

  void diff_foreign_keys(const TablePair& pair) {
    diff_list(
        pair, RenameConstraint::Kind::constraint, pair.old_table->foreign_keys,
        pair.renamed.foreign_keys, pair.new_table->foreign_keys,
        [&](const ForeignKey& old, const ForeignKey&) {
          operations_.push_back(DropForeignKey{pair.old_name(), old});
        },
        [&](const ForeignKey& key) {
          operations_.push_back(AddForeignKey{pair.name(), key});
        },
        [&](const ForeignKey& key) {
          const TableName target{key.schema, key.table};
          return touches(columns_.retyped, pair.name(), key.columns) ||
                 touches(columns_.remade, pair.name(), key.columns) ||
                 touches(columns_.retyped, target, key.targets) ||
                 touches(columns_.rewritten, pair.name(), key.columns) ||
                 touches(columns_.rewritten, target, key.targets) ||
                 std::any_of(disturbed_.begin(), disturbed_.end(), [&](const Key& gone) {
                   return gone.table == target && same_columns(gone.columns, key.targets);
                 });
        });
  }

  static bool touches(const std::set<ColumnName>& changed, const TableName& table,
                      const std::vector<std::string>& columns) {
    return std::any_of(columns.begin(), columns.end(), [&](const std::string& column) {
      return changed.count({table, column}) != 0;
    });
  }

  /// A key with its columns, as they are named afterwards.
  struct Key {
    TableName table;
    std::vector<std::string> columns;
  };

  const ColumnDiff& columns_;
  std::vector<RenameConstraint> renames_;
  /// Of the table, the old names that have an index: no two of a schema are the same.
  std::set<std::pair<TableName, std::string>> in_schema_;
  std::vector<Key> disturbed_;  ///< keys that are dropped: no foreign key can rely on them
  Operations operations_;
};

}  // namespace

Operations diff_keys(const std::vector<TablePair>& pairs, const ColumnDiff& columns) {
  return KeyDiffer{columns}.run(pairs);
}

}  // namespace tenon::schema
