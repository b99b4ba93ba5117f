#include "schema/order.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <utility>

#include "schema/dependency.hpp"

namespace tenon::schema {
namespace {

/// Bands are worked through over all tables; inside a band one table is finished before the next,
/// so that a dialect can put it into one transaction.
enum class Band {
  drop_views,
  create_enums,
  drop_foreign_keys,
  drop_tables,
  drop_from_tables,
  rename_tables,
  rename_constraints,
  alter_enums,
  change_tables,
  create_tables,
  add_foreign_keys,
  drop_enums,
  create_views
};

struct Place {
  Band band;
  int phase;
};

struct PlaceOf {
  Place operator()(const CreateEnum&) const { return {Band::create_enums, 0}; }
  Place operator()(const AlterEnum&) const { return {Band::alter_enums, 0}; }
  Place operator()(const DropEnum&) const { return {Band::drop_enums, 0}; }
  Place operator()(const DropForeignKey&) const { return {Band::drop_foreign_keys, 0}; }
  Place operator()(const DropTable&) const { return {Band::drop_tables, 0}; }
  Place operator()(const DropIndex&) const { return {Band::drop_from_tables, 0}; }
  Place operator()(const DropCheck&) const { return {Band::drop_from_tables, 1}; }
  Place operator()(const DropUnique&) const { return {Band::drop_from_tables, 2}; }
  Place operator()(const DropPrimaryKey&) const { return {Band::drop_from_tables, 3}; }
  /// What is computed goes before what it is computed from, and comes after it.
  Place operator()(const DropColumn& o) const {
    return {Band::drop_from_tables, o.column.computed.empty() ? 5 : 4};
  }
  Place operator()(const RenameTable&) const { return {Band::rename_tables, 0}; }
  Place operator()(const RenameColumn&) const { return {Band::change_tables, 0}; }
  Place operator()(const RenameConstraint&) const { return {Band::change_tables, 1}; }
  Place operator()(const SetTableComment&) const { return {Band::change_tables, 2}; }
  Place operator()(const AlterColumn& o) const {
    if (!o.from.computed.empty() && o.to.computed.empty()) return {Band::drop_from_tables, 4};
    return {Band::change_tables, makes_anew(o) ? 6 : fills(o) ? 5 : 3};
  }
  /// What rows get may be made of what is in other columns by then.
  Place operator()(const AddColumn& o) const {
    if (!o.column.computed.empty()) return {Band::change_tables, 6};
    return {Band::change_tables, o.backfill.empty() ? 4 : 5};
  }
  Place operator()(const RenameValue&) const { return {Band::change_tables, 3}; }
  Place operator()(const AddPrimaryKey&) const { return {Band::change_tables, 7}; }
  Place operator()(const AddUnique&) const { return {Band::change_tables, 8}; }
  Place operator()(const AddCheck&) const { return {Band::change_tables, 9}; }
  Place operator()(const CreateIndex&) const { return {Band::change_tables, 10}; }
  Place operator()(const DropView&) const { return {Band::drop_views, 0}; }
  Place operator()(const CreateView&) const { return {Band::create_views, 0}; }
  Place operator()(const SetViewComment&) const { return {Band::create_views, 0}; }
  Place operator()(const CreateTable&) const { return {Band::create_tables, 0}; }
  Place operator()(const AddForeignKey&) const { return {Band::add_foreign_keys, 0}; }
};

/// The names that keys, indexes and checks get, and give up to others.
struct ConstraintNames {
  std::set<std::string> taken;
  std::set<std::string> given_up;

  void operator()(const AddPrimaryKey& o) { taken.insert(o.key.name); }
  void operator()(const AddUnique& o) { taken.insert(o.unique.name); }
  void operator()(const CreateIndex& o) { taken.insert(o.index.name); }
  void operator()(const RenameConstraint& o) {
    taken.insert(o.to);
    given_up.insert(o.from);
  }
  template <class T>
  void operator()(const T&) {}

  /// Whether a name goes from one table to another: that cannot wait until the one is finished.
  bool are_exchanged(const RenameConstraint& o) const {
    return taken.count(o.from) != 0 || given_up.count(o.to) != 0;
  }
};

TableName name_of(const Table& table) { return {table.schema, table.name}; }
TableName target_of(const ForeignKey& key) { return {key.schema, key.table}; }

/// Whether a key of the table refers to its own columns that only an index makes unique: indexes
/// are made behind their table.
bool waits_for_index(const Table& table, const ForeignKey& key) {
  if (target_of(key) != name_of(table)) return false;
  if (table.primary_key && table.primary_key->columns == key.targets) return false;
  return std::none_of(table.uniques.begin(), table.uniques.end(),
                      [&](const Unique& unique) { return unique.columns == key.targets; });
}

/// Takes the foreign keys out that have to wait for an index.
template <class TakenOut>
void take_waiting(std::vector<Table>& tables, TakenOut taken_out) {
  for (Table& table : tables) {
    const auto waits = [&](const ForeignKey& key) { return waits_for_index(table, key); };
    for (const ForeignKey& key : table.foreign_keys) {
      if (waits(key)) taken_out(name_of(table), key);
    }
    table.foreign_keys.erase(
        std::remove_if(table.foreign_keys.begin(), table.foreign_keys.end(), waits),
        table.foreign_keys.end());
  }
}

/// Tables so that each comes after those that it references. A foreign key that would point to a
/// later table is taken out and handed to `taken_out`.
template <class TakenOut>
std::vector<Table> referenced_first(std::vector<Table> tables, TakenOut taken_out) {
  std::map<TableName, std::size_t> waiting;
  for (std::size_t i = 0; i < tables.size(); ++i) waiting[name_of(tables[i])] = i;
  std::vector<Table> ordered;
  std::vector<bool> done(tables.size(), false);
  const auto is_ready = [&](const Table& table) {
    return std::none_of(
        table.foreign_keys.begin(), table.foreign_keys.end(), [&](const ForeignKey& key) {
          return target_of(key) != name_of(table) && waiting.count(target_of(key)) != 0;
        });
  };
  while (!waiting.empty()) {
    std::size_t next = tables.size();
    for (std::size_t i = 0; i < tables.size() && next == tables.size(); ++i) {
      if (!done[i] && is_ready(tables[i])) next = i;
    }
    if (next == tables.size()) {
      // A circle: the first one goes without the keys that point to tables still to come.
      next = static_cast<std::size_t>(std::find(done.begin(), done.end(), false) - done.begin());
      Table& table = tables[next];
      const auto later = [&](const ForeignKey& key) {
        return target_of(key) != name_of(table) && waiting.count(target_of(key)) != 0;
      };
      for (const ForeignKey& key : table.foreign_keys) {
        if (later(key)) taken_out(name_of(table), key);
      }
      table.foreign_keys.erase(
          std::remove_if(table.foreign_keys.begin(), table.foreign_keys.end(), later),
          table.foreign_keys.end());
    }
    done[next] = true;
    waiting.erase(name_of(tables[next]));
    ordered.push_back(std::move(tables[next]));
  }
  return ordered;
}

/// Band after band, and in each of them the tables as they are met.
Operations by_band(Operations all) {
  ConstraintNames names;
  for (const Operation& operation : all) std::visit(names, operation);
  std::map<TableName, int> rank;
  std::vector<std::tuple<Band, int, int, std::size_t>> keys;
  for (std::size_t i = 0; i < all.size(); ++i) {
    Place place = std::visit(PlaceOf{}, all[i]);
    const auto* rename = std::get_if<RenameConstraint>(&all[i]);
    if (rename && names.are_exchanged(*rename)) place = {Band::rename_constraints, 0};
    const bool by_table = place.band == Band::drop_from_tables || place.band == Band::change_tables;
    const int table =
        by_table ? rank.emplace(table_of(all[i]), static_cast<int>(rank.size())).first->second : 0;
    keys.emplace_back(place.band, table, place.phase, i);
  }
  std::sort(keys.begin(), keys.end());
  Operations ordered;
  ordered.reserve(all.size());
  for (const auto& key : keys) ordered.push_back(std::move(all[std::get<3>(key)]));
  return ordered;
}

}  // namespace

std::vector<View> read_first(std::vector<View> views) {
  std::vector<View> ordered;
  while (!views.empty()) {
    const auto is_ready = [&](const View& view) {
      return std::none_of(views.begin(), views.end(), [&](const View& other) {
        return &other != &view && reads(view, other.name);
      });
    };
    // Views that read each other exist in no database; the text may mention a column's name.
    auto next = std::find_if(views.begin(), views.end(), is_ready);
    if (next == views.end()) next = views.begin();
    ordered.push_back(std::move(*next));
    views.erase(next);
  }
  return ordered;
}

Operations order(const Operations& operations) {
  Operations all;
  std::vector<Table> created;
  std::vector<Table> dropped;
  std::vector<View> created_views;
  std::vector<View> dropped_views;
  for (const Operation& operation : operations) {
    if (const auto* create = std::get_if<CreateTable>(&operation)) {
      created.push_back(create->table);
    } else if (const auto* drop = std::get_if<DropTable>(&operation)) {
      dropped.push_back(drop->table);
    } else if (const auto* view = std::get_if<CreateView>(&operation)) {
      created_views.push_back(view->view);
    } else if (const auto* gone = std::get_if<DropView>(&operation)) {
      dropped_views.push_back(gone->view);
    } else {
      all.push_back(operation);
    }
  }
  const auto add_later = [&](TableName name, ForeignKey key) {
    all.push_back(AddForeignKey{std::move(name), std::move(key)});
  };
  take_waiting(created, add_later);
  for (Table& table : referenced_first(std::move(created), add_later)) {
    all.push_back(CreateTable{std::move(table)});
  }
  std::vector<Table> parents_first =
      referenced_first(std::move(dropped), [&](TableName name, ForeignKey key) {
        all.push_back(DropForeignKey{std::move(name), std::move(key)});
      });
  for (auto at = parents_first.rbegin(); at != parents_first.rend(); ++at) {
    all.push_back(DropTable{std::move(*at)});
  }

  for (View& view : read_first(std::move(created_views))) {
    all.push_back(CreateView{std::move(view)});
  }
  std::vector<View> read_views = read_first(std::move(dropped_views));
  for (auto at = read_views.rbegin(); at != read_views.rend(); ++at) {
    all.push_back(DropView{std::move(*at)});
  }

  return by_band(std::move(all));
}

}  // namespace tenon::schema
