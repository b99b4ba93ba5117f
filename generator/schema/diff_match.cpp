#include "schema/diff_match.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "schema/dependency.hpp"

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
  return column;
}

Table plain(Table table) {
  table.was.clear();
  for (Column& column : table.columns) column = plain(std::move(column));
  for (Check& check : table.checks) check.renames.clear();
  return table;
}

namespace {

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

/// The renames of the columns that stay.
void find_renames(TablePair& pair, std::vector<NameAndWas> columns) {
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

  /// Emits the table renames, which stay within one SQL schema; gives the old name of each new one.
  std::map<TableName, TableName> rename_tables() {
    std::map<std::string, std::set<std::string>> old_names;
    std::map<std::string, std::vector<NameAndWas>> wanted;
    for (const Table& table : from_.tables) old_names[table.schema].insert(table.name);
    for (const Table& table : to_.tables) wanted[table.schema].push_back({table.name, table.was});
    std::map<TableName, TableName> old_of_new;
    for (const auto& [schema, items] : wanted) {
      for (const Rename& rename : effective_renames(old_names[schema], items)) {
        matching_.renames.push_back(RenameTable{{schema, rename.from}, rename.to});
        old_of_new[{schema, rename.to}] = {schema, rename.from};
      }
    }
    return old_of_new;
  }

  /// Emits the column renames and brings each pair's `renamed` into the new names.
  void rename_columns(const std::map<TableName, TableName>& new_of_old) {
    std::map<TableName, std::vector<Rename>> columns_of;
    for (TablePair& pair : matching_.pairs) {
      std::vector<NameAndWas> columns;
      for (const Column& column : pair.new_table->columns) {
        columns.push_back({column.name, column.was});
      }
      find_renames(pair, std::move(columns));
      for (const Rename& rename : pair.columns) {
        matching_.renames.push_back(RenameColumn{pair.name(), rename.from, rename.to});
      }
      columns_of[pair.old_name()] = pair.columns;
    }
    for (TablePair& pair : matching_.pairs) {
      rename_in(pair, columns_of, new_of_old);
    }
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

  const Schema& from_;
  const Schema& to_;
  Matching matching_;
};

}  // namespace

Matching match_tables(const Schema& from, const Schema& to) { return Matcher{from, to}.run(); }

}  // namespace tenon::schema
