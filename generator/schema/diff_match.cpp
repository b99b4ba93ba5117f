#include "schema/diff_match.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "schema/dependency.hpp"
#include "schema/rename_steps.hpp"
#include "schema/spare_name.hpp"

namespace tenon::schema {

const std::string& old_name_of(const TablePair& pair, const std::string& name) {
  for (const Rename& rename : pair.columns) {
    if (rename.to == name) return rename.from;
  }
  return name;
}

bool has_steady_sources(const TablePair& pair, const Column& computed) {
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

bool is_steady(const TablePair& pair, const Column& old, const Column& wanted) {
  return wanted.computed.empty() || (old.computed == wanted.computed && old.type == wanted.type &&
                                     has_steady_sources(pair, old));
}

Column plain(Column column) {
  column.was.clear();
  column.backfill.clear();
  column.backfill_where.clear();
  column.object.reset();
  column.formerly.clear();
  return column;
}

Table plain(Table table) {
  table.was.clear();
  table.formerly.clear();
  for (Column& column : table.columns) column = plain(std::move(column));
  for (Check& check : table.checks) check.renames.clear();
  return table;
}

Column made(const Column& column) {
  Column made = plain(column);
  made.formerly = column.formerly;
  return made;
}

Table made(const Table& table) {
  Table made = plain(table);
  made.formerly = table.formerly;
  for (std::size_t i = 0; i < made.columns.size(); ++i)
    made.columns[i].formerly = table.columns[i].formerly;
  return made;
}

namespace {

using ColumnNames = std::vector<NameAndWas<std::string>>;
using TableNames = std::vector<NameAndWas<TableName>>;

/// Renames of columns one after the other.
Renames<std::string> steps_of(const TablePair& pair) {
  Renames<std::string> renames;
  for (const Rename& rename : pair.columns) renames.emplace_back(rename.from, rename.to);
  return rename_steps(std::move(renames), [&](const std::string& name) {
    const auto is_there = [&](const std::string& spare) {
      return pair.old_table->find(spare) || pair.new_table->find(spare);
    };
    return spare_name(name, is_there);
  });
}

/// The renames of the columns that stay.
void find_renames(TablePair& pair, ColumnNames columns) {
  std::set<std::string> names;
  for (const Column& column : pair.old_table->columns) names.insert(column.name);
  for (bool again = true; again;) {
    again = false;
    pair.columns.clear();
    for (const auto& [from, to] : effective_renames(names, columns))
      pair.columns.push_back({from, to});
    for (const Rename& rename : pair.columns) {
      if (is_steady(pair, *pair.old_table->find(rename.from), *pair.new_table->find(rename.to)))
        continue;
      for (auto& column : columns) {
        if (column.name == rename.to) column.was.reset();
      }
      again = true;
      break;
    }
  }
}

class Matcher {
 public:
  Matcher(const Schema& from, const Schema& to) : from_(from), to_(to) {}

  Matching run() {
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
        matching_.added.push_back(&table);
      } else {
        matching_.pairs.push_back({old_table->second, *old_table->second, &table, {}});
        new_of_old[old_table->first] = name;
      }
    }
    for (const Table& table : from_.tables) {
      if (new_of_old.count({table.schema, table.name}) == 0) matching_.dropped.push_back(&table);
    }
    rename_columns(new_of_old);
    return std::move(matching_);
  }

 private:
  using TableIndex = std::map<TableName, const Table*>;

  static TableIndex index(const Schema& schema) {
    TableIndex tables;
    for (const Table& table : schema.tables) tables[{table.schema, table.name}] = &table;
    return tables;
  }

  /// The table that a model's `was` means: one of its own schema, or one that is named with its
  /// schema.
  std::optional<TableName> meant_by(const Table& table) const {
    const TableName own{table.schema, table.name};
    const TableName inside{table.schema, table.was};
    if (table.was.empty() || (inside != own && from_.find(inside.schema, inside.name)))
      return table.was.empty() ? std::nullopt : std::optional{inside};
    for (const Table& old : from_.tables) {
      const TableName name{old.schema, old.name};
      if (name != own && is_called(name, table.was)) return name;
    }
    return inside;
  }

  /// Emits the table renames; gives the old name of each new one.
  std::map<TableName, TableName> rename_tables() {
    std::set<TableName> old_names;
    for (const Table& table : from_.tables) old_names.insert({table.schema, table.name});
    TableNames wanted;
    TableNames fresh;
    for (const Table& table : to_.tables) {
      wanted.push_back({{table.schema, table.name}, meant_by(table)});
      fresh.push_back(wanted.back());
      if (table.was.empty()) continue;
      const Table* const old = from_.find(table.schema, table.name);
      if (old && fresh.back().was && contains(old->formerly, full_name(*fresh.back().was)))
        fresh.back().was.reset();
    }
    const Renames<TableName> renames = effective_renames(old_names, fresh);
    for (const UnusedName& one : unused_names(old_names, wanted, fresh)) {
      matching_.unused.push_back(one);
    }
    const bool is_across = std::any_of(renames.begin(), renames.end(), [](const auto& rename) {
      return rename.first.schema != rename.second.schema;
    });
    const auto is_there = [&](const std::string& name) {
      return std::any_of(old_names.begin(), old_names.end(),
                         [&](const TableName& old) { return old.name == name; });
    };
    const auto aside = [&](const TableName& name) {
      return is_across ? TableName{spare_schema, name.name}
                       : TableName{name.schema, spare_name(name.name, is_there)};
    };
    std::map<TableName, TableName> old_of_new;
    for (const auto& [from, to] : renames) old_of_new[to] = from;
    for (const auto& [from, to] : rename_steps(renames, aside))
      matching_.renames.push_back(RenameTable{from, to});
    return old_of_new;
  }

  /// Emits the column renames and brings each pair's `renamed` into the new names.
  void rename_columns(const std::map<TableName, TableName>& new_of_old) {
    std::map<TableName, std::vector<Rename>> columns_of;
    for (TablePair& pair : matching_.pairs) {
      find_renames(pair, column_names_of(pair));
      for (const auto& [from, to] : steps_of(pair))
        matching_.renames.push_back(RenameColumn{pair.name(), from, to});
      columns_of[pair.old_name()] = pair.columns;
    }
    for (TablePair& pair : matching_.pairs) {
      rename_in(pair, columns_of, new_of_old);
    }
  }

  /// Without what an earlier revision has carried out.
  ColumnNames column_names_of(const TablePair& pair) {
    std::set<std::string> old_names;
    for (const Column& column : pair.old_table->columns) old_names.insert(column.name);
    ColumnNames wanted;
    ColumnNames fresh;
    for (const Column& column : pair.new_table->columns) {
      wanted.push_back(
          {column.name, column.was.empty() ? std::nullopt : std::optional{column.was}});
      fresh.push_back(wanted.back());
      const Column* const old = pair.old_table->find(column.name);
      if (old && contains(old->formerly, column.was)) fresh.back().was.reset();
    }
    for (UnusedName& one : unused_names(old_names, wanted, fresh)) {
      // A value object says one old name for all of its columns, those that are new among them.
      if (one.reason == UnusedName::Reason::unknown) continue;
      one.table = pair.name();
      matching_.unused.push_back(std::move(one));
    }
    return fresh;
  }

  static void name_it(UnusedName& unused, const TableName& now, const TableName& was) {
    unused.table = now;
    unused.was = old_name(was, now);
  }
  static void name_it(UnusedName& unused, const std::string& now, const std::string& was) {
    unused.column = now;
    unused.was = was;
  }

  /// `fresh`: without those that revisions called so before.
  template <class Name>
  static std::vector<UnusedName> unused_names(const std::set<Name>& old_names,
                                              const std::vector<NameAndWas<Name>>& wanted,
                                              const std::vector<NameAndWas<Name>>& fresh) {
    const auto has = [](const Renames<Name>& renames, const NameAndWas<Name>& one) {
      return std::find(renames.begin(), renames.end(), std::pair{*one.was, one.name}) !=
             renames.end();
    };
    const Renames<Name> all = effective_renames(old_names, wanted);
    const Renames<Name> used = effective_renames(old_names, fresh);
    std::vector<UnusedName> unused;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
      const NameAndWas<Name>& one = wanted[i];
      if (!one.was || *one.was == one.name || has(used, one)) continue;
      const bool is_there = old_names.count(one.name) != 0;
      const bool was_there = old_names.count(*one.was) != 0;
      if (is_there != was_there) continue;  // stale, or claimed twice
      const bool is_stale = !fresh[i].was;
      if (is_stale && !has(all, one)) continue;
      unused.emplace_back();
      unused.back().reason = !is_there  ? UnusedName::Reason::unknown
                             : is_stale ? UnusedName::Reason::carried_out
                                        : UnusedName::Reason::both_there;
      name_it(unused.back(), one.name, *one.was);
    }
    return unused;
  }

  static void rename_in(TablePair& pair, const std::map<TableName, std::vector<Rename>>& columns_of,
                        const std::map<TableName, TableName>& new_of_old) {
    // apply() on a schema of this one table does the renames inside; foreign keys to other tables
    // follow by hand.
    std::vector<ForeignKey> keys = std::exchange(pair.renamed.foreign_keys, {});
    Schema alone;
    alone.tables.push_back(plain(std::move(pair.renamed)));
    alone.tables[0].schema = pair.new_table->schema;
    alone.tables[0].name = pair.new_table->name;
    for (const auto& [from, to] : steps_of(pair)) {
      apply(RenameColumn{pair.name(), from, to}, alone);
    }
    pair.renamed = std::move(alone.tables[0]);
    const auto follow = [&](std::vector<std::string>& columns, const TableName& table) {
      const auto renames = columns_of.find(table);
      if (renames == columns_of.end()) return;
      for (std::string& column : columns) {
        const auto renamed =
            std::find_if(renames->second.begin(), renames->second.end(),
                         [&](const Rename& rename) { return rename.from == column; });
        if (renamed != renames->second.end()) column = renamed->to;
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

  const Schema& from_;
  const Schema& to_;
  Matching matching_;
};

}  // namespace

Matching match_tables(const Schema& from, const Schema& to) { return Matcher{from, to}.run(); }

}  // namespace tenon::schema
