#include "schema/sqlite/adapt.hpp"

#include <algorithm>
#include <map>
#include <optional>
#include <set>
#include <utility>

#include "schema/hazard.hpp"
#include "schema/spare_name.hpp"
#include "schema/sqlite/item.hpp"
#include "schema/sqlite/renames.hpp"
#include "schema/sqlite/sources.hpp"
#include "schema/sqlite/spelling.hpp"

namespace tenon::schema::sqlite {
namespace {

bool is_about_enum(const Operation& operation) {
  return std::holds_alternative<CreateEnum>(operation) ||
         std::holds_alternative<DropEnum>(operation) ||
         std::holds_alternative<AlterEnum>(operation);
}

bool is_about_view(const Operation& operation) {
  return std::holds_alternative<CreateView>(operation) ||
         std::holds_alternative<DropView>(operation) ||
         std::holds_alternative<SetViewComment>(operation);
}

class Adapter {
 public:
  Adapter(const Operations& operations, const Schema& before)
      : operations_(operations), before_(before), after_(before), renamed_(before) {}

  std::vector<AdaptedOperation> run() {
    for (std::size_t i = 0; i < operations_.size(); ++i) sort(operations_[i], i);
    renamed_.views.clear();  // those that would not follow are dropped first
    apply(operations_, after_);
    emit_all<DropView>();
    for (const Item& item : items_) {
      if (!item.drop || item.create) continue;
      // As it was before its keys were taken out to open a circle: render looks at them.
      DropTable drop = std::get<DropTable>(item.drop->operation);
      if (const Table* whole = before_.find(drop.table.schema, drop.table.name)) {
        drop.table = *whole;
      }
      emit({std::move(drop), item.drop->origin});
    }
    rename_tables();
    for (const Table& table : after_.tables) {
      for (const Index& index : table.indexes)
        index_owners_[{table.schema, index.name}] = table.name;
    }
    for (const Item& item : items_) {
      if (is_changed(item)) free_indexes(item);
    }
    for (const Item& item : items_) {
      if (is_changed(item) && is_altered(item)) alter_table(item);
    }
    for (const Item& item : items_) {
      if (is_moved(item) && is_altered(item)) make_indexes(item);
    }
    for (const Item& item : items_) {
      if (is_changed(item) && !is_altered(item)) rename_columns(item);
    }
    for (const Item& item : items_) {
      if (is_changed(item) && !is_altered(item)) rebuild_table(item);
    }
    for (const Item& item : items_) {
      if (item.create && !item.drop) {
        // With all that happened to it since, such as the keys that close a circle.
        emit({CreateTable{*after_.find(item.now.schema, item.now.name)}, item.create->origin});
      }
    }
    emit_all<CreateView>();
    return std::move(result_);
  }

 private:
  /// Views go before everything else and come after it.
  template <class T>
  void emit_all() {
    for (std::size_t i = 0; i < operations_.size(); ++i) {
      if (std::holds_alternative<T>(operations_[i])) emit({operations_[i], i});
    }
  }
  void emit(Numbered numbered) {
    result_.push_back({std::move(numbered.operation), numbered.origin});
  }

  Item& item_of(const TableName& name) {
    const auto found = by_name_.find(name);
    if (found != by_name_.end()) return items_[found->second];
    by_name_[name] = items_.size();
    items_.push_back({name, name, {}, {}, {}, {}});
    return items_.back();
  }

  void sort(const Operation& operation, std::size_t i) {
    if (is_about_enum(operation)) return;  // columns of enum types are text, with a check
    if (is_about_view(operation)) return;
    const TableName name = table_of(operation);
    Item& item = item_of(name);
    if (const auto* rename = std::get_if<RenameTable>(&operation)) {
      item.renames.push_back({operation, i});
      renames_.push_back({operation, i});
      item.now = rename->to;
      const std::size_t at = by_name_[name];
      by_name_.erase(name);
      by_name_[item.now] = at;
    } else if (std::holds_alternative<CreateTable>(operation)) {
      item.create = {operation, i};
    } else if (std::holds_alternative<DropTable>(operation)) {
      item.drop = {operation, i};
      by_name_.erase(name);
    } else {
      item.changes.push_back({operation, i});
    }
  }

  /// Renames all tables that live on, in the schema `renamed_` too.
  void rename_tables() {
    for (const Item& item : items_) {
      if (!item.drop || item.create) continue;
      const TableName name = table_of(item.drop->operation);
      renamed_.tables.erase(std::remove_if(renamed_.tables.begin(), renamed_.tables.end(),
                                           [&](const Table& table) {
                                             return table.schema == name.schema &&
                                                    table.name == name.name;
                                           }),
                            renamed_.tables.end());
    }
    for (const Item& item : items_) {
      if (is_moved(item)) drop_indexes(item);
    }
    std::vector<TableName> names;
    for (const Table& table : renamed_.tables) names.push_back({table.schema, table.name});
    Renaming<TableName> renaming{names};
    for (const Numbered& rename : renames_) {
      const auto& o = std::get<RenameTable>(rename.operation);
      const TableName from = renaming.now(o.from);
      if (!renamed_.find(from.schema, from.name)) continue;  // of a table that is new
      for (const auto& [old_name, new_name] : renaming.steps(o.from, o.to)) {
        const RenameTable step{old_name, new_name};
        apply(step, renamed_);
        emit({step, rename.origin});
      }
    }
    old_ = renamed_;
  }

  /// The name of an index begins with the schema.
  void drop_indexes(const Item& item) {
    const Numbered& move = item.renames.front();
    const TableName name = table_of(move.operation);
    Table& table = *renamed_.find(name.schema, name.name);
    for (Index& index : std::exchange(table.indexes, {})) {
      freed_.insert({item.now, index.name});
      emit({DropIndex{name, std::move(index)}, move.origin});
    }
  }
  /// Those of them that nothing else makes.
  void make_indexes(const Item& item) {
    const Table& table = *after_.find(item.now.schema, item.now.name);
    for (const Index& index : table.indexes) {
      const auto is_made = [&](const Numbered& change) {
        const auto* const create = std::get_if<CreateIndex>(&change.operation);
        const auto* const rename = std::get_if<RenameConstraint>(&change.operation);
        return (create && create->index.name == index.name) || (rename && rename->to == index.name);
      };
      if (std::none_of(item.changes.begin(), item.changes.end(), is_made))
        emit({CreateIndex{item.now, meant(table, index)}, item.renames.front().origin});
    }
  }

  /// Drops the indexes whose names go to others, of this table or of another one, before any of
  /// those is made.
  void free_indexes(const Item& item) {
    Table& table = *renamed_.find(item.now.schema, item.now.name);
    const auto goes_to_another = [&](const Index& index) {
      const auto owner = index_owners_.find({table.schema, index.name});
      if (owner == index_owners_.end()) return false;
      return owner->second != table.name || is_renamed(item, index.name);
    };
    std::vector<Index> kept;
    for (const Index& index : table.indexes) {
      if (!goes_to_another(index)) {
        kept.push_back(index);
        continue;
      }
      emit({DropIndex{item.now, index}, item.changes.front().origin});
      freed_.insert({item.now, index.name});
    }
    table.indexes = std::move(kept);
  }
  static bool is_renamed(const Item& item, const std::string& index) {
    return std::any_of(item.changes.begin(), item.changes.end(), [&](const Numbered& change) {
      const auto* rename = std::get_if<RenameConstraint>(&change.operation);
      return rename && rename->kind == RenameConstraint::Kind::index && rename->from == index;
    });
  }
  bool is_freed(const Item& item, const std::string& index) const {
    return freed_.count({item.now, index}) != 0;
  }

  /// By ALTER TABLE alone, which drops no table's last column.
  bool is_altered(const Item& item) const {
    const Table* const table = before_.find(item.was.schema, item.was.name);
    const auto drops =
        std::count_if(item.changes.begin(), item.changes.end(), [](const Numbered& change) {
          return std::holds_alternative<DropColumn>(change.operation);
        });
    return is_native(item) && table && drops < static_cast<std::ptrdiff_t>(table->columns.size());
  }

  void alter_table(const Item& item) {
    const Table& table = *after_.find(item.now.schema, item.now.name);
    Renaming<std::string> renaming = columns_of(item);
    for (const Numbered& change : item.changes) {
      if (std::holds_alternative<RenameConstraint>(change.operation)) continue;
      if (comes_again(change.operation, item)) continue;
      const auto* dropped = std::get_if<DropIndex>(&change.operation);
      if (dropped && is_freed(item, dropped->index.name)) continue;
      Operation operation = retargeted(change.operation, item.now);
      if (auto* create = std::get_if<CreateIndex>(&operation))
        create->index = meant(table, std::move(create->index));
      if (auto* added = std::get_if<AddColumn>(&operation)) {
        renaming.comes(added->column.name);
        if (!added->backfill.empty())
          added->backfill = filling(table.columns, added->column.type, added->backfill);
      }
      if (auto* gone = std::get_if<DropColumn>(&operation)) {
        renaming.goes(gone->column.name);
        gone->column.name = renaming.now(gone->column.name);
      }
      if (const auto* renamed = std::get_if<RenameColumn>(&operation)) {
        rename_targets(renamed_, *renamed);
        for (const auto& [from, to] : renaming.steps(renamed->from, renamed->to))
          emit({RenameColumn{item.now, from, to}, change.origin});
        continue;
      }
      emit({std::move(operation), change.origin});
    }
    rename_indexes(item);
  }

  /// Before any table is built anew: ALTER TABLE carries the name into the foreign keys of other
  /// tables, a rebuild does not. A column that is in the way is about to go and steps aside.
  void rename_columns(const Item& item) {
    const Table& table = *renamed_.find(item.now.schema, item.now.name);
    Renaming<std::string> renaming = columns_of(item);
    for (const Numbered& change : item.changes) {
      const auto* rename = std::get_if<RenameColumn>(&change.operation);
      if (!rename || !table.find(renaming.now(rename->from))) continue;
      const std::string* const other = renaming.in_the_way(rename->from, rename->to);
      if (other && !goes_on(item, *other)) {
        rename_column({item.now, *other, "__tenon_old_" + rename->to}, change.origin);
        renaming.goes(std::string{*other});
      }
      for (const auto& [from, to] : renaming.steps(rename->from, rename->to))
        rename_column({item.now, from, to}, change.origin);
    }
  }
  /// Whether the column gets another name, sooner or later.
  static bool goes_on(const Item& item, const std::string& column) {
    return std::any_of(item.changes.begin(), item.changes.end(), [&](const Numbered& change) {
      const auto* rename = std::get_if<RenameColumn>(&change.operation);
      return rename && rename->from == column;
    });
  }
  Renaming<std::string> columns_of(const Item& item) const {
    std::vector<std::string> names;
    for (const Column& column : renamed_.find(item.now.schema, item.now.name)->columns)
      names.push_back(column.name);
    return Renaming<std::string>{names};
  }
  void rename_column(const RenameColumn& rename, std::size_t origin) {
    apply(rename, renamed_);
    rename_in_sql(*renamed_.find(rename.table.schema, rename.table.name), rename);
    emit({rename, origin});
  }

  void rebuild_table(const Item& item) {
    RebuildTable rebuild;
    rebuild.before = *renamed_.find(item.now.schema, item.now.name);
    rebuild.after = *after_.find(item.now.schema, item.now.name);
    Sources sources{*old_.find(item.now.schema, item.now.name)};
    for (const Numbered& change : item.changes) {
      sources.follow(change.operation);
      rebuild.origins.push_back(change.origin);
      // The rename has its own statement, and its hazard there.
      if (std::holds_alternative<RenameColumn>(change.operation)) continue;
      for (Hazard& hazard : hazards_in(change.operation, item)) {
        rebuild.hazards.push_back(std::move(hazard));
      }
    }
    rebuild.sources = sources.in_order_of(rebuild.after);
    rebuild.stages = sources.stages();
    result_.push_back({std::move(rebuild), item.changes.front().origin});
  }

  /// Of the collations that it has.
  static std::vector<Hazard> hazards_in(AlterColumn alter) {
    for (ColumnType* type : {&alter.from.type, &alter.to.type}) {
      type->declared = {};  // PostgreSQL's
      type->collation = {collation(*type)};
    }
    return hazards_of(alter);
  }

  /// The hazards of a change; of an enum's check that takes the place of another one, what the two
  /// differ in.
  static std::vector<Hazard> hazards_in(const Operation& operation, const Item& item) {
    if (const auto* alter = std::get_if<AlterColumn>(&operation)) return hazards_in(*alter);
    const auto* add = std::get_if<AddCheck>(&operation);
    if (!add || add->check.column.empty()) return hazards_of(operation);
    if (!is_kept(add->check)) return {};
    const DropCheck* old = nullptr;
    std::vector<RenamedValue> renames;
    for (const Numbered& change : item.changes) {
      const auto* drop = std::get_if<DropCheck>(&change.operation);
      if (drop && drop->check.name == add->check.name && drop->check.column == add->check.column) {
        old = drop;
      }
      const auto* rename = std::get_if<RenameValue>(&change.operation);
      if (rename && rename->column == add->check.column) {
        renames.push_back({rename->from, rename->to});
      }
    }
    return old ? hazards_of_swap(add->table, old->check, add->check, renames)
               : hazards_of(operation);
  }

  /// There is no ALTER INDEX: the index is built again, when its columns have their last names.
  void rename_indexes(const Item& item) {
    const Table& after = *after_.find(item.now.schema, item.now.name);
    std::map<std::string, std::string> origins;
    for (const Numbered& change : item.changes) {
      const auto* rename = std::get_if<RenameConstraint>(&change.operation);
      if (!rename || rename->kind != RenameConstraint::Kind::index) continue;
      const auto first = origins.find(rename->from);
      const std::string from = first == origins.end() ? rename->from : first->second;
      origins[rename->to] = from;
      const auto index =
          std::find_if(after.indexes.begin(), after.indexes.end(),
                       [&](const Index& candidate) { return candidate.name == rename->to; });
      if (index == after.indexes.end()) continue;  // dropped again
      Index old = *index;
      old.name = from;
      if (!is_freed(item, from)) emit({DropIndex{item.now, old}, change.origin});
      emit({CreateIndex{item.now, meant(after, *index)}, change.origin});
    }
  }

  const Operations& operations_;
  const Schema& before_;
  Schema after_;    ///< when all is done
  Schema renamed_;  ///< when tables are dropped, and tables and columns renamed
  Schema old_;      ///< when tables are dropped and renamed, and nothing else is done
  std::vector<Item> items_;
  std::map<TableName, std::size_t> by_name_;
  std::vector<Numbered> renames_;
  std::map<std::pair<std::string, std::string>, std::string> index_owners_;  ///< in the end
  std::set<std::pair<TableName, std::string>> freed_;  ///< indexes that are dropped already
  std::vector<AdaptedOperation> result_;
};

}  // namespace

std::vector<AdaptedOperation> adapt(const Operations& operations, const Schema& before) {
  return Adapter{operations, before}.run();
}

}  // namespace tenon::schema::sqlite
