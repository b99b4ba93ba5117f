#include "schema/diff.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "schema/dependency.hpp"
#include "schema/diff_enums.hpp"
#include "schema/enum_change.hpp"
#include "schema/order.hpp"

namespace tenon::schema {
namespace {

/// A declared rename that takes effect.
struct Rename {
  std::string from;
  std::string to;
};

struct NameAndWas {
  std::string name;
  std::string was;
};

/// The renames that take effect, in an order in which no new name is still taken: a name that
/// exists can only be taken over once it has been renamed away itself (a → b after b → c).
std::vector<Rename> effective_renames(const std::set<std::string>& old_names,
                                      const std::vector<NameAndWas>& wanted) {
  std::vector<Rename> renames;
  std::set<std::string> claimed;
  std::set<std::string> done;
  for (bool progress = true; progress;) {
    progress = false;
    for (const NameAndWas& item : wanted) {
      if (item.was.empty() || item.was == item.name || done.count(item.name) != 0) continue;
      if (old_names.count(item.was) == 0 || claimed.count(item.was) != 0) continue;
      if (old_names.count(item.name) != 0 && claimed.count(item.name) == 0) continue;
      renames.push_back({item.was, item.name});
      claimed.insert(item.was);
      done.insert(item.name);
      progress = true;
    }
  }
  return renames;
}

using Key = std::pair<TableName, std::vector<std::string>>;

/// A table that both schemas have.
struct Pair {
  const Table* old_table;  ///< as it was
  Table renamed;           ///< as it was, with all renames done: what the rest is compared with
  const Table* new_table;  ///< as it shall be
  std::vector<Rename> columns;
  TableName name() const { return {new_table->schema, new_table->name}; }
  TableName old_name() const { return {old_table->schema, old_table->name}; }
};

/// The name that a column had before the renames.
const std::string& old_name_of(const Pair& pair, const std::string& name) {
  for (const Rename& rename : pair.columns) {
    if (rename.to == name) return rename.from;
  }
  return name;
}

/// Whether nothing happens to the columns that this one is computed from.
bool has_steady_sources(const Pair& pair, const Column& computed) {
  // Another column may have got the name of one that was renamed.
  const auto is_renamed = [&](const std::string& name) {
    return std::any_of(pair.columns.begin(), pair.columns.end(), [&](const Rename& rename) {
      return rename.from == name || rename.to == name;
    });
  };
  const auto is_same = [&](const Column& source) {
    const Column* now = pair.new_table->find(source.name);
    return now && now->type == source.type && !is_renamed(source.name);
  };
  const std::vector<Column>& columns = pair.old_table->columns;
  return std::all_of(columns.begin(), columns.end(), [&](const Column& source) {
    return !computes_from(computed, source.name) || is_same(source);
  });
}

/// Whether a column stays, whatever else happens to the table. One that is computed is made anew
/// when its expression or type is another, or when something happens to what it is computed from.
bool is_steady(const Pair& pair, const Column& old, const Column& wanted) {
  return wanted.computed.empty() || (old.computed == wanted.computed && old.type == wanted.type &&
                                     has_steady_sources(pair, old));
}

/// The renames of the columns that stay.
void find_renames(Pair& pair, std::vector<NameAndWas> columns) {
  std::set<std::string> names;
  for (const Column& column : pair.old_table->columns) names.insert(column.name);
  for (bool again = true; again;) {
    again = false;
    pair.columns = effective_renames(names, columns);
    for (const Rename& rename : pair.columns) {
      if (is_steady(pair, *pair.old_table->find(rename.from), *pair.new_table->find(rename.to)))
        continue;
      for (NameAndWas& column : columns) {
        if (column.name == rename.to) column.was.clear();
      }
      again = true;
      break;
    }
  }
}

Column plain(Column column) {
  column.was.clear();
  column.backfill.clear();
  return column;
}

Table plain(Table table) {
  table.was.clear();
  for (Column& column : table.columns) column = plain(std::move(column));
  for (Check& check : table.checks) check.renames.clear();
  return table;
}

class Differ {
 public:
  Differ(const Schema& from, const Schema& to)
      : from_(from), to_(to), enums_(diff_enums(from, to)), operations_(enums_.operations) {}

  DiffResult run() {
    match_tables();
    for (Pair& pair : pairs_) diff_columns(pair);
    for (const Pair& pair : pairs_) diff_keys(pair);
    for (const Pair& pair : pairs_) diff_foreign_keys(pair);
    for (const Table* table : dropped_) operations_.push_back(DropTable{plain(*table)});
    for (const Table* table : added_) operations_.push_back(CreateTable{plain(*table)});
    find_ambiguous_tables();
    result_.operations = order(operations_);
    return std::move(result_);
  }

 private:
  using TableIndex = std::map<TableName, const Table*>;

  static TableIndex index(const Schema& schema) {
    TableIndex tables;
    for (const Table& table : schema.tables) tables[{table.schema, table.name}] = &table;
    return tables;
  }

  /// Emits the table renames, which stay within one SQL schema; gives the old name of each new one.
  std::map<TableName, TableName> rename_tables() {
    std::map<std::string, std::set<std::string>> old_names;
    std::map<std::string, std::vector<NameAndWas>> wanted;
    for (const Table& table : from_.tables) old_names[table.schema].insert(table.name);
    for (const Table& table : to_.tables) wanted[table.schema].push_back({table.name, table.was});
    std::map<TableName, TableName> old_of_new;
    for (const auto& [schema, items] : wanted) {
      for (const Rename& rename : effective_renames(old_names[schema], items)) {
        operations_.push_back(RenameTable{{schema, rename.from}, rename.to});
        old_of_new[{schema, rename.to}] = {schema, rename.from};
      }
    }
    return old_of_new;
  }

  void match_tables() {
    const TableIndex old_tables = index(from_);
    const std::map<TableName, TableName> old_of_new = rename_tables();
    std::map<TableName, TableName> new_of_old;
    for (const auto& [now, before] : old_of_new) new_of_old[before] = now;
    for (const Table& table : to_.tables) {
      const TableName name{table.schema, table.name};
      const auto renamed = old_of_new.find(name);
      const bool taken = renamed == old_of_new.end() && new_of_old.count(name) != 0;
      const auto old_table =
          taken ? old_tables.end()
                : old_tables.find(renamed == old_of_new.end() ? name : renamed->second);
      if (old_table == old_tables.end()) {
        added_.push_back(&table);
      } else {
        pairs_.push_back({old_table->second, *old_table->second, &table, {}});
        new_of_old[old_table->first] = name;
      }
    }
    for (const Table& table : from_.tables) {
      if (new_of_old.count({table.schema, table.name}) == 0) dropped_.push_back(&table);
    }
    rename_columns(new_of_old);
  }

  /// Emits the column renames and brings each pair's `renamed` into the new names.
  void rename_columns(const std::map<TableName, TableName>& new_of_old) {
    std::map<TableName, std::vector<Rename>> columns_of;
    for (Pair& pair : pairs_) {
      std::vector<NameAndWas> columns;
      for (const Column& column : pair.new_table->columns) {
        columns.push_back({column.name, column.was});
      }
      find_renames(pair, std::move(columns));
      for (const Rename& rename : pair.columns) {
        operations_.push_back(RenameColumn{pair.name(), rename.from, rename.to});
      }
      columns_of[pair.old_name()] = pair.columns;
    }
    for (Pair& pair : pairs_) {
      rename_in(pair, columns_of, new_of_old);
    }
  }

  static void rename_in(Pair& pair, const std::map<TableName, std::vector<Rename>>& columns_of,
                        const std::map<TableName, TableName>& new_of_old) {
    // apply() on a schema of this one table does the renames inside; foreign keys to other tables
    // follow by hand.
    std::vector<ForeignKey> keys = std::exchange(pair.renamed.foreign_keys, {});
    Schema alone;
    alone.tables.push_back(plain(std::move(pair.renamed)));
    alone.tables[0].schema = pair.new_table->schema;
    alone.tables[0].name = pair.new_table->name;
    for (const Rename& rename : pair.columns) {
      apply(RenameColumn{pair.name(), rename.from, rename.to}, alone);
    }
    pair.renamed = std::move(alone.tables[0]);
    const auto follow = [&](std::vector<std::string>& columns, const TableName& table) {
      const auto renames = columns_of.find(table);
      if (renames == columns_of.end()) return;
      for (const Rename& rename : renames->second) {
        std::replace(columns.begin(), columns.end(), rename.from, rename.to);
      }
    };
    for (ForeignKey& key : keys) {
      follow(key.columns, pair.old_name());
      follow(key.targets, {key.schema, key.table});
      const auto target = new_of_old.find({key.schema, key.table});
      if (target == new_of_old.end()) continue;
      key.schema = target->second.schema;
      key.table = target->second.name;
    }
    pair.renamed.foreign_keys = std::move(keys);
  }

  /// Whether a column can go from one to the other without another way of storing its values.
  static bool same_kind(const ColumnType& a, const ColumnType& b) {
    return a.kind == b.kind && a.is_list == b.is_list && a.enum_name == b.enum_name &&
           a.enum_schema == b.enum_schema;
  }

  static const Check* enum_check(const Table& table, const std::string& column) {
    for (const Check& check : table.checks) {
      if (check.column == column) return &check;
    }
    return nullptr;
  }

  /// Rows that hold the old text of a value get the new one. What a column allows is said by its
  /// type, or by its check.
  void rename_values(const Pair& pair, const Column& old, const Column& column) {
    if (!column.computed.empty()) return;  // it gets its texts from its expression
    std::vector<RenamedValue> renames;
    if (column.type.kind == ColumnType::Kind::enumeration && same_kind(old.type, column.type)) {
      const auto found = enums_.renames.find({column.type.enum_schema, column.type.enum_name});
      if (found != enums_.renames.end()) renames = found->second;
    } else {
      const Check* const from = enum_check(pair.renamed, column.name);
      const Check* const to = enum_check(*pair.new_table, column.name);
      if (from && to && from->is_list == to->is_list) {
        renames = effective_value_renames(from->values, to->values, to->renames);
      }
    }
    for (const RenamedValue& value : renames) {
      operations_.push_back(
          RenameValue{pair.name(), column.name, value.from, value.to, column.type.is_list});
      rewritten_.insert({pair.name(), {column.name}});
    }
  }

  void diff_column(const Pair& pair, const Column& old, const Column& column) {
    const bool is_other_type = !same_kind(old.type, column.type);
    // What goes into an enum type has to have its texts, what comes out of one has the old ones.
    const bool renames_first = is_other_type && column.type.kind == ColumnType::Kind::enumeration;
    if (is_other_type) retyped_.insert({pair.name(), {column.name}});
    if (renames_first) rename_values(pair, old, column);
    if (!(old == column)) {
      const Column from = freed(pair, old, column);
      const bool becomes_required = old.nullable && !column.nullable;
      if (!(from == column)) {
        operations_.push_back(AlterColumn{pair.name(), from, plain(column),
                                          becomes_required ? column.backfill : std::string{}});
      }
    }
    if (!renames_first) rename_values(pair, old, column);
  }

  void diff_columns(Pair& pair) {
    std::vector<const Column*> dropped;
    std::vector<const Column*> added;
    for (const Column& column : pair.renamed.columns) {
      const Column* wanted = pair.new_table->find(column.name);
      const Column* anew = wanted ? remade(pair, *wanted) : nullptr;
      if (anew) remade_.insert({pair.name(), {column.name}});
      if (!wanted || (anew && goes_first(pair, *anew))) {
        if (!wanted && column.computed.empty()) dropped.push_back(&column);
        DropColumn drop{pair.old_name(), column};
        if (const Column* old = pair.old_table->find(column.name)) {
          drop.column.backfill = old->backfill;
        }
        operations_.push_back(std::move(drop));
      }
    }
    for (const Column& column : pair.new_table->columns) {
      const Column* old = pair.renamed.find(column.name);
      const Column* anew = remade(pair, column);
      if (!old || (anew && goes_first(pair, *anew))) {
        if (!old && column.computed.empty()) added.push_back(&column);
        operations_.push_back(AddColumn{pair.name(), plain(column), column.backfill});
        continue;
      }
      diff_column(pair, *old, column);
    }
    for (const Column* gone : dropped) {
      for (const Column* come : added) {
        if (gone->type.kind != come->type.kind || gone->type.is_list != come->type.is_list)
          continue;
        result_.ambiguities.push_back(
            {Ambiguity::Kind::column, pair.name(), gone->name, come->name});
      }
    }
    if (pair.renamed.comment != pair.new_table->comment) {
      operations_.push_back(
          SetTableComment{pair.name(), pair.renamed.comment, pair.new_table->comment});
    }
  }

  /// Made anew under its name, or nullptr when it stays or there was none.
  static const Column* remade(const Pair& pair, const Column& wanted) {
    if (old_name_of(pair, wanted.name) != wanted.name) return nullptr;
    const Column* old = pair.old_table->find(wanted.name);
    return old && !is_steady(pair, *old, wanted) ? old : nullptr;
  }
  /// What is computed goes before what it is computed from is changed.
  static bool goes_first(const Pair& pair, const Column& remade) {
    return !remade.computed.empty() && !has_steady_sources(pair, remade);
  }

  /// A computed column that becomes a plain one keeps its values; that comes first, since what it
  /// was computed from may go. Gives the column as it is then.
  Column freed(const Pair& pair, const Column& old, const Column& wanted) {
    if (old.computed.empty() || !wanted.computed.empty()) return old;
    const Column& computed = *pair.old_table->find(old_name_of(pair, old.name));
    Column freed = plain(computed);
    freed.computed = {};
    operations_.push_back(AlterColumn{pair.old_name(), plain(computed), freed, ""});
    remade_.insert({pair.name(), {wanted.name}});
    freed.name = wanted.name;
    return freed;
  }

  /// Compares two lists of named things. `old_items` and `renamed` are the same things before and
  /// after renames; drops are emitted in terms of the former.
  template <class T, class Drop, class Add, class Forced>
  void diff_list(const Pair& pair, RenameConstraint::Kind kind, const std::vector<T>& old_items,
                 const std::vector<T>& renamed, const std::vector<T>& new_items, Drop drop, Add add,
                 Forced forced) {
    std::set<std::size_t> kept;
    for (std::size_t i = 0; i < renamed.size(); ++i) {
      const auto same_name = std::find_if(new_items.begin(), new_items.end(), [&](const T& item) {
        return item.name == renamed[i].name;
      });
      if (same_name != new_items.end()) {
        if (*same_name == renamed[i] && !forced(renamed[i])) {
          kept.insert(static_cast<std::size_t>(same_name - new_items.begin()));
        } else {
          drop(old_items[i], renamed[i]);
        }
        continue;
      }
      const std::size_t twin =
          forced(renamed[i]) ? new_items.size() : find_twin(renamed, renamed[i], new_items, kept);
      if (twin == new_items.size()) {
        drop(old_items[i], renamed[i]);
      } else {
        kept.insert(twin);
        operations_.push_back(
            RenameConstraint{pair.name(), kind, renamed[i].name, new_items[twin].name});
      }
    }
    for (std::size_t i = 0; i < new_items.size(); ++i) {
      if (kept.count(i) == 0) add(new_items[i]);
    }
  }

  /// A new thing that differs from `item` in its name only, whose name nothing had.
  template <class T>
  static std::size_t find_twin(const std::vector<T>& renamed, const T& item,
                               const std::vector<T>& new_items, const std::set<std::size_t>& kept) {
    for (std::size_t i = 0; i < new_items.size(); ++i) {
      if (kept.count(i) != 0) continue;
      T candidate = new_items[i];
      const bool had = std::any_of(renamed.begin(), renamed.end(),
                                   [&](const T& other) { return other.name == candidate.name; });
      candidate.name = item.name;
      if (!had && candidate == item) return i;
    }
    return new_items.size();
  }

  static std::vector<PrimaryKey> as_list(const std::optional<PrimaryKey>& key) {
    return key ? std::vector<PrimaryKey>{*key} : std::vector<PrimaryKey>{};
  }

  /// The primary key, unique keys, checks and indexes; notes which keys foreign keys cannot rely
  /// on.
  void diff_keys(const Pair& pair) {
    const TableName name = pair.name();
    const TableName old_name = pair.old_name();
    const auto constraint = RenameConstraint::Kind::constraint;
    diff_list(
        pair, constraint, as_list(pair.old_table->primary_key), as_list(pair.renamed.primary_key),
        as_list(pair.new_table->primary_key),
        [&](const PrimaryKey& old, const PrimaryKey& renamed) {
          operations_.push_back(DropPrimaryKey{old_name, old});
          disturbed_.emplace_back(name, renamed.columns);
        },
        [&](const PrimaryKey& key) {
          operations_.push_back(AddPrimaryKey{name, key});
        },
        [&](const PrimaryKey& key) { return touches(remade_, name, key.columns); });
    diff_list(
        pair, constraint, pair.old_table->uniques, pair.renamed.uniques, pair.new_table->uniques,
        [&](const Unique& old, const Unique& renamed) {
          operations_.push_back(DropUnique{old_name, old});
          disturbed_.emplace_back(name, renamed.columns);
        },
        [&](const Unique& unique) {
          operations_.push_back(AddUnique{name, unique});
        },
        [&](const Unique& unique) { return touches(remade_, name, unique.columns); });
    diff_list(
        pair, RenameConstraint::Kind::index, pair.old_table->indexes, pair.renamed.indexes,
        pair.new_table->indexes,
        [&](const Index& old, const Index& renamed) {
          operations_.push_back(DropIndex{old_name, old});
          if (is_key(renamed)) disturbed_.emplace_back(name, column_names(renamed));
        },
        [&](const Index& index) {
          operations_.push_back(CreateIndex{name, index});
        },
        [&](const Index& index) {
          return touches(remade_, name, column_names(index)) ||
                 touches(remade_, name, index.include) ||
                 must_go(pair,
                         [&](const std::string& column) { return index_mentions(index, column); });
        });
    diff_list(
        pair, constraint, pair.old_table->checks, pair.renamed.checks, pair.new_table->checks,
        [&](const Check& old, const Check&) {
          operations_.push_back(DropCheck{old_name, old});
        },
        [&](Check check) {
          check.renames.clear();
          operations_.push_back(AddCheck{name, std::move(check)});
        },
        [&](const Check& check) {
          return must_go(pair,
                         [&](const std::string& column) {
                           return mentions(check.expression, column);
                         }) ||
                 touches(retyped_, name, {check.column}) || touches(remade_, name, {check.column});
        });
  }

  /// A database would change such SQL text itself, or refuse what happens to its column.
  template <class Mentions>
  bool must_go(const Pair& pair, Mentions mentions) const {
    const auto is_mentioned = [&](const Key& key) {
      return key.first == pair.name() && mentions(key.second[0]);
    };
    return std::any_of(pair.columns.begin(), pair.columns.end(),
                       [&](const Rename& rename) { return mentions(rename.from); }) ||
           std::any_of(retyped_.begin(), retyped_.end(), is_mentioned) ||
           std::any_of(remade_.begin(), remade_.end(), is_mentioned);
  }

  void diff_foreign_keys(const Pair& pair) {
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
          return touches(retyped_, pair.name(), key.columns) ||
                 touches(remade_, pair.name(), key.columns) ||
                 touches(retyped_, target, key.targets) ||
                 touches(rewritten_, pair.name(), key.columns) ||
                 touches(rewritten_, target, key.targets) ||
                 std::any_of(disturbed_.begin(), disturbed_.end(), [&](const Key& gone) {
                   return gone.first == target && same_columns(gone.second, key.targets);
                 });
        });
  }

  static bool touches(const std::set<Key>& changed, const TableName& table,
                      const std::vector<std::string>& columns) {
    return std::any_of(columns.begin(), columns.end(), [&](const std::string& column) {
      return changed.count({table, {column}}) != 0;
    });
  }

  void find_ambiguous_tables() {
    const auto shape = [](const Table& table) {
      std::vector<std::pair<std::string, ColumnType::Kind>> columns;
      for (const Column& column : table.columns) columns.push_back({column.name, column.type.kind});
      std::sort(columns.begin(), columns.end());
      return columns;
    };
    for (const Table* gone : dropped_) {
      for (const Table* come : added_) {
        if (gone->schema != come->schema || shape(*gone) != shape(*come)) continue;
        result_.ambiguities.push_back(
            {Ambiguity::Kind::table, {gone->schema, gone->name}, gone->name, come->name});
      }
    }
  }

  const Schema& from_;
  const Schema& to_;
  EnumDiff enums_;
  std::vector<Pair> pairs_;
  std::vector<const Table*> dropped_;
  std::vector<const Table*> added_;
  std::set<Key> retyped_;       ///< (table, column), in new names
  std::set<Key> rewritten_;     ///< those whose rows get other texts
  std::set<Key> remade_;        ///< the same of columns that are dropped and added
  std::vector<Key> disturbed_;  ///< keys that are dropped, in new names
  Operations operations_;
  DiffResult result_;
};

}  // namespace

DiffResult diff(const Schema& from, const Schema& to) { return Differ{from, to}.run(); }

}  // namespace tenon::schema
