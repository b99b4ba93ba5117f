#include "schema/lineage.hpp"

#include <algorithm>
#include <tuple>
#include <utility>

namespace tenon::schema {

bool operator<(const Renaming& a, const Renaming& b) {
  return std::tie(a.kind, a.before, a.now, a.from, a.to) <
         std::tie(b.kind, b.before, b.now, b.from, b.to);
}

bool operator<(const Item& a, const Item& b) {
  return std::tie(a.table, a.column) < std::tie(b.table, b.column);
}

std::string describe(const Renaming& renaming) {
  const std::string now = display_name(renaming.now.schema, renaming.now.name);
  switch (renaming.kind) {
    case Renaming::Kind::table:
      return "rename table " + display_name(renaming.before.schema, renaming.before.name) + " to " +
             now;
    case Renaming::Kind::value:
      return "rename value '" + renaming.from + "' of enum type " + now + " to '" + renaming.to +
             "'";
    case Renaming::Kind::column:
      break;
  }
  return "rename column " + now + "." + renaming.from + " to " + renaming.to;
}

Lineage::Lineage(const Schema& before) {
  for (const Table& table : before.tables) {
    const TableName name{table.schema, table.name};
    Entry entry{name, {}};
    for (const Column& column : table.columns) {
      entry.columns[column.name] = column.name;
      before_[name].insert(column.name);
    }
    tables_[name] = std::move(entry);
  }
}

void Lineage::create(const TableName& table) { tables_[table] = {}; }

void Lineage::drop(const TableName& table) { tables_.erase(table); }

void Lineage::rename(const TableName& from, const TableName& to) {
  auto node = tables_.extract(from);
  if (node.empty()) return;
  tables_[to] = std::move(node.mapped());
}

void Lineage::add(const TableName& table, const std::string& column) { drop(table, column); }

void Lineage::drop(const TableName& table, const std::string& column) {
  const auto entry = tables_.find(table);
  if (entry != tables_.end()) entry->second.columns.erase(column);
}

void Lineage::rename(const TableName& table, const std::string& from, const std::string& to) {
  const auto entry = tables_.find(table);
  if (entry == tables_.end()) return;
  auto node = entry->second.columns.extract(from);
  if (node.empty()) return;
  entry->second.columns[to] = std::move(node.mapped());
}

std::optional<TableName> Lineage::origin(const TableName& table) const {
  const auto entry = tables_.find(table);
  return entry == tables_.end() ? std::nullopt : entry->second.was;
}

std::optional<std::string> Lineage::origin(const TableName& table,
                                           const std::string& column) const {
  const auto entry = tables_.find(table);
  if (entry == tables_.end()) return std::nullopt;
  const auto found = entry->second.columns.find(column);
  if (found == entry->second.columns.end()) return std::nullopt;
  return found->second;
}

void Lineage::inherit(const TableName& table, const TableName& old,
                      std::map<std::string, std::string> columns) {
  tables_[table] = {old, std::move(columns)};
}

Renamings Lineage::renamings() const {
  Renamings found;
  for (const auto& [now, entry] : tables_) {
    if (!entry.was) continue;
    if (*entry.was != now) found.insert({Renaming::Kind::table, *entry.was, now, {}, {}});
    for (const auto& [to, from] : entry.columns) {
      if (from != to) found.insert({Renaming::Kind::column, *entry.was, now, from, to});
    }
  }
  return found;
}

Items Lineage::gone() const {
  std::map<TableName, std::set<std::string>> kept;
  for (const auto& [now, entry] : tables_) {
    if (!entry.was) continue;
    std::set<std::string>& columns = kept[*entry.was];
    for (const auto& [to, from] : entry.columns) columns.insert(from);
  }
  Items found;
  for (const auto& [name, columns] : before_) {
    const auto table = kept.find(name);
    if (table == kept.end()) {
      found.insert({name, {}});
      continue;
    }
    for (const std::string& column : columns)
      if (table->second.count(column) == 0) found.insert({name, column});
  }
  return found;
}

namespace {

/// What an operation means for the names.
struct Follower {
  Lineage& lineage;
  Renamings& values;

  void operator()(const CreateTable& o) const { lineage.create({o.table.schema, o.table.name}); }
  void operator()(const DropTable& o) const {
    lineage.drop(TableName{o.table.schema, o.table.name});
  }
  void operator()(const RenameTable& o) const { lineage.rename(o.from, o.to); }
  void operator()(const AddColumn& o) const { lineage.add(o.table, o.column.name); }
  void operator()(const DropColumn& o) const { lineage.drop(o.table, o.column.name); }
  void operator()(const RenameColumn& o) const { lineage.rename(o.table, o.from, o.to); }
  void operator()(const AlterColumn& o) const {
    if (makes_anew(o)) lineage.add(o.table, o.to.name);
  }
  void operator()(const AlterEnum& o) const {
    const TableName type{o.from.schema, o.from.name};
    for (const RenamedValue& value : o.renames)
      values.insert({Renaming::Kind::value, type, type, value.from, value.to});
  }
  template <class T>
  void operator()(const T&) const {}
};

}  // namespace

Renamings renamings(const Operations& operations, const Schema& before) {
  const bool renames = std::any_of(operations.begin(), operations.end(), [](const auto& each) {
    return std::holds_alternative<RenameTable>(each) ||
           std::holds_alternative<RenameColumn>(each) || std::holds_alternative<AlterEnum>(each);
  });
  if (!renames) return {};
  Lineage lineage{before};
  Renamings values;
  for (const Operation& operation : operations) std::visit(Follower{lineage, values}, operation);
  Renamings found = lineage.renamings();
  found.insert(values.begin(), values.end());
  return found;
}

Items gone(const Operations& operations, const Schema& before) {
  Lineage lineage{before};
  Renamings values;
  for (const Operation& operation : operations) std::visit(Follower{lineage, values}, operation);
  return lineage.gone();
}

}  // namespace tenon::schema
