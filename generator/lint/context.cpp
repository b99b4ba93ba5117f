#include "lint/context.hpp"

#include <algorithm>
#include <memory>
#include <utility>

#include "base/text.hpp"
#include "lint/lock_table.hpp"
#include "lint/predicates.hpp"
#include "schema/dialect.hpp"

namespace tenon::lint {
namespace {

/// The one that a table gets; none: the action moves no table.
std::optional<schema::TableName> name_behind(const Action& action) {
  if (action.kind == "rename table")
    return schema::TableName{action.table.schema, action.word("new name")};
  if (action.kind == "set schema") return table_name(action.word("new schema"), action.table.name);
  return std::nullopt;
}

}  // namespace

schema::TableName table_name(std::string schema, std::string name) {
  if (schema == "public" || schema == "main") schema.clear();
  return {std::move(schema), std::move(name)};
}

std::string sqlite_name(const std::string& schema, const std::string& name) {
  static const std::unique_ptr<schema::Dialect> sqlite = schema::make_dialect("sqlite");
  const std::string quoted = sqlite->ddl_name(schema, name);
  return base::to_lower(quoted.substr(1, quoted.size() - 2));
}

Context::Context(const Unit& unit, ServerVersion version)
    : unit_(unit), version_(version), schema_(unit.before) {
  new_tables_.insert(unit.new_tables.begin(), unit.new_tables.end());
}

void Context::enter(const UnitStatement& statement) {
  if (statement.group != group_ && !in_block_) end_transaction();
  group_ = statement.group;
  is_transactional_ = statement.is_transactional;
  rebuilds_ = statement.rebuilds;
}

bool Context::is_new(const schema::TableName& table) const {
  return table.schema == temporary_schema || new_tables_.count(table) != 0 ||
         (!table.schema.empty() && new_schemas_.count(table.schema) != 0);
}

schema::TableName Context::resolve(const std::string& schema, const std::string& name) const {
  if (!schema.empty()) return table_name(schema, name);
  schema::TableName temporary{std::string{temporary_schema}, name};
  if (new_tables_.count(temporary) != 0) return temporary;
  for (const std::string& one : search_path_) {
    schema::TableName found = table_name(one, name);
    if (new_tables_.count(found) != 0 || find(found) != nullptr) return found;
  }
  return resolve_new(schema, name);
}

schema::TableName Context::resolve_new(const std::string& schema, const std::string& name) const {
  if (!schema.empty()) return table_name(schema, name);
  return table_name(search_path_.empty() ? std::string{} : search_path_.front(), name);
}

const std::vector<base::Span>* Context::body_of(const std::string& function) const {
  const auto found = functions_.find(function);
  return found == functions_.end() ? nullptr : &found->second;
}

bool Context::rebuilds(std::string_view table) const {
  return std::any_of(rebuilds_.begin(), rebuilds_.end(),
                     [&](const std::string& one) { return base::to_lower(one) == table; });
}

const schema::Table* Context::find_in(const schema::Schema& schema,
                                      const schema::TableName& table) const {
  if (unit_.dialect != "sqlite") return schema.find(table.schema, table.name);
  if (!table.schema.empty()) return nullptr;  // of this session, or of another file
  const auto found = std::find_if(
      schema.tables.begin(), schema.tables.end(),
      [&](const schema::Table& one) { return sqlite_name(one.schema, one.name) == table.name; });
  return found == schema.tables.end() ? nullptr : &*found;
}

const schema::Table* Context::find(const schema::TableName& table) const {
  return find_in(schema_, table);
}

const schema::Table* Context::find_after(const schema::TableName& table) const {
  return unit_.runner == Unit::Runner::tenon ? find_in(unit_.after, table) : nullptr;
}

std::vector<std::pair<const schema::Table*, const schema::ForeignKey*>> Context::referring_to(
    const schema::TableName& table) const {
  std::vector<std::pair<const schema::Table*, const schema::ForeignKey*>> found;
  for (const schema::Table& one : schema_.tables) {
    if (one.schema == table.schema && one.name == table.name) continue;
    for (const schema::ForeignKey& key : one.foreign_keys)
      if (key.schema == table.schema && key.table == table.name) found.push_back({&one, &key});
  }
  return found;
}

const schema::Table* Context::find_before(const schema::TableName& table) const {
  return find_in(unit_.before, table);
}

schema::Table* Context::find_known(const schema::TableName& table) {
  const schema::Table* const found = find(table);
  return found == nullptr ? nullptr : schema_.find(found->schema, found->name);
}

const schema::Column* Context::find(const schema::TableName& table, std::string_view column) const {
  const schema::Table* const found = find(table);
  return found != nullptr ? found->find(column) : nullptr;
}

std::optional<schema::TableName> Context::table_of_index(const std::string& schema,
                                                         const std::string& index) const {
  const auto made = made_indexes_.find(index);
  for (std::size_t i = 0; made != made_indexes_.end() && i < made->second.size(); ++i) {
    const schema::TableName& table = made->second[i]->table;
    if (unit_.dialect == "sqlite" || table.schema == schema ||
        (schema.empty() && table.schema == temporary_schema))
      return table;
  }
  for (const schema::Table& table : schema_.tables) {
    if (unit_.dialect != "sqlite" && table.schema != schema) continue;
    for (const schema::Index& one : table.indexes)
      if (unit_.dialect == "sqlite") {
        if (sqlite_name(table.schema, one.name) == index)
          return schema::TableName{"", sqlite_name(table.schema, table.name)};
      } else if (one.name == index) {
        return schema::TableName{table.schema, table.name};
      }
  }
  return std::nullopt;
}

bool Context::proves_not_null(const schema::TableName& table, const std::string& column) const {
  for (const auto& [key, proof] : not_null_checks_) {
    const bool is_of_it = key.first == table && proof.is_valid;
    if (is_of_it &&
        std::find(proof.columns.begin(), proof.columns.end(), column) != proof.columns.end())
      return true;
  }
  const schema::Table* const known = find(table);
  if (known == nullptr) return false;
  return std::any_of(known->checks.begin(), known->checks.end(), [&](const schema::Check& check) {
    const std::string text = base::to_lower(base::trim(check.expression));
    return text == column + " is not null" || text == "\"" + column + "\" is not null";
  });
}

void Context::follow(const Action& action) {
  const bool blocked = !has_set("lock_timeout") && has_others_wait(action, *this);
  const bool lasts = blocks(action, *this) && is_long(action);
  follow_partitions(action);
  follow_names(action);
  follow_checks(action);
  follow_transaction(action);
  has_blocked_ = has_blocked_ || blocked;
  has_lasted_ = has_lasted_ || lasts;
  if (base::starts_with(action.kind, "drop index") && action.is("if exists"))
    cleared_indexes_.insert(action.word("index name"));
  history_.push_back(action);
  if (base::starts_with(action.kind, "create index"))
    made_indexes_[action.word("index name")].push_back(&history_.back());
  by_kind_[action.kind].push_back(&history_.back());
}

const std::vector<const Action*>& Context::history_of(std::string_view kind) const {
  static const std::vector<const Action*> none;
  const auto found = by_kind_.find(kind);
  return found == by_kind_.end() ? none : found->second;
}

void Context::follow_partitions(const Action& action) {
  const bool is_whole = action.kind == "create table" && action.is("partitioned");
  if (is_whole || action.is("on only") || action.kind == "create partition" ||
      action.kind == "attach partition" || base::starts_with(action.kind, "detach partition"))
    partitioned_.insert(action.table);
}

std::optional<std::string> Context::whole_of(const schema::TableName& partition) const {
  const auto count = [&](const char* kind) {
    const std::vector<const Action*>& found = history_of(kind);
    return std::count_if(found.begin(), found.end(),
                         [&](const Action* one) { return one->part == partition; });
  };
  if (count("detach partition") + count("detach partition concurrently") > 0) return std::nullopt;
  for (const char* const kind : {"attach partition", "create partition"})
    for (const Action* const one : history_of(kind))
      if (one->part == partition) return one->word("table");
  return std::nullopt;
}

bool Context::was_dropped(const schema::TableName& table) const {
  for (const char* const kind : {"drop table", "drop table with foreign key"}) {
    const std::vector<const Action*>& drops = history_of(kind);
    if (std::any_of(drops.begin(), drops.end(),
                    [&](const Action* one) { return one->table == table; }))
      return true;
  }
  return false;
}

void Context::follow_new_table(const Action& action) {
  // What IF NOT EXISTS finds may be in use, unless it was dropped before.
  if (!action.is("if not exists") || was_dropped(action.table)) new_tables_.insert(action.table);
}

/// What is known of a table goes with it to its new name.
void Context::follow_move(const Action& action, const schema::TableName& to) {
  // One that takes the place of another one has its rows.
  if (new_tables_.erase(action.table) != 0 && !was_dropped(to)) new_tables_.insert(to);
  std::map<Key, Proof> checks;
  for (auto& [key, proof] : not_null_checks_)
    checks[key.first == action.table ? Key{to, key.second} : key] = std::move(proof);
  not_null_checks_ = std::move(checks);
  schema::Table* const table = find_known(action.table);
  if (table == nullptr) return;
  table->schema = to.schema;
  table->name = to.name;
}

void Context::follow_names(const Action& action) {
  const std::string made = action.word("made");
  const bool makes = base::starts_with(action.kind, "create ") && !action.is("if not exists");
  if (makes && !made.empty()) new_objects_.insert(made);
  if (action.kind == "create table" || action.kind == "create view" ||
      action.kind == "create foreign table") {
    follow_new_table(action);
  } else if (action.kind == "create schema" && !action.is("if not exists")) {
    new_schemas_.insert(action.word("name"));
  } else if (const auto to = name_behind(action)) {
    follow_move(action, *to);
  } else if (action.kind == "rename column") {
    for (auto& [key, proof] : not_null_checks_)
      if (key.first == action.table)
        std::replace(proof.columns.begin(), proof.columns.end(), action.column,
                     action.word("new name"));
    schema::Table* const table = find_known(action.table);
    schema::Column* const column = table != nullptr ? table->find(action.column) : nullptr;
    if (column != nullptr) column->name = action.word("new name");
  } else if (base::starts_with(action.kind, "drop table")) {
    new_tables_.erase(action.table);
    schema::Table* const table = find_known(action.table);
    if (table != nullptr)
      schema_.tables.erase(schema_.tables.begin() + (table - schema_.tables.data()));
  } else if (action.kind == "create function" && !action.is("unread")) {
    functions_[action.word("own name")] = action.inner;
  }
}

void Context::follow_checks(const Action& action) {
  const Key key{action.table, action.word("constraint")};
  const bool is_added = action.kind == "add check not valid" || action.kind == "add check";
  if (is_added && !action.columns.empty()) {
    not_null_checks_[key] = {action.columns, action.kind == "add check"};
  } else if (action.kind == "validate check" && not_null_checks_.count(key) != 0) {
    not_null_checks_[key].is_valid = true;
  } else if (action.kind == "drop check") {
    not_null_checks_.erase(key);
    schema::Table* const table = find_known(action.table);
    if (table == nullptr) return;
    std::erase_if(table->checks,
                  [&](const schema::Check& check) { return check.name == key.second; });
  } else if (action.kind == "rename constraint") {
    rename_constraint(action);
  }
}

/// What was done to it was done to the one of the new name.
void Context::rename_constraint(const Action& action) {
  const std::string from = action.word("constraint");
  const std::string to = action.word("new name");
  if (auto node = not_null_checks_.extract({action.table, from}); !node.empty()) {
    node.key().second = to;
    not_null_checks_.insert(std::move(node));
  }
  const auto rename = [&](Action& done) {
    if (done.table == action.table && done.word("constraint") == from)
      done.words["constraint"] = to;
  };
  std::for_each(done_.begin(), done_.end(), rename);
  std::for_each(history_.begin(), history_.end(), rename);
  schema::Table* const table = find_known(action.table);
  if (table == nullptr) return;
  for (schema::ForeignKey& key : table->foreign_keys)
    if (key.name == from) key.name = to;
  for (schema::Check& check : table->checks)
    if (check.name == from) check.name = to;
}

void Context::end_transaction() {
  done_.clear();
  for (const std::string& name : local_settings_) settings_.erase(name);
  local_settings_.clear();
  if (has_local_path_) search_path_ = path_before_;
  has_local_path_ = false;
}

void Context::follow_setting(const Action& action) {
  const std::string name = action.word("name");
  // Outside of a transaction the server warns, and sets nothing.
  if (action.is("local") && !in_transaction()) return;
  if (action.is("everything")) {
    settings_.clear();
    is_utc_ = false;
    search_path_ = {"public"};
    return;
  }
  if (action.is("off")) {
    settings_.erase(name);
  } else if (settings_.insert(name).second && action.is("local")) {
    local_settings_.insert(name);
  }
  static const std::set<std::string> utc = {"utc", "etc/utc", "gmt"};
  if (name == "timezone") is_utc_ = utc.count(base::to_lower(action.word("value"))) != 0;
  if (name != "search_path") return;
  if (action.is("local") && !has_local_path_) {
    has_local_path_ = true;
    path_before_ = search_path_;
  }
  search_path_.clear();
  for (const std::string& one : base::split(action.word("value"), ","))
    if (!one.empty() && one != "$user") search_path_.push_back(one);
  if (action.is("off")) search_path_ = {"public"};
}

void Context::follow_transaction(const Action& action) {
  if (action.kind == "begin") {
    if (!in_block_) settings_before_ = settings_;
    in_block_ = true;
  }
  if (action.kind == "commit" || action.kind == "rollback") {
    if (action.kind == "rollback" && in_block_) settings_ = settings_before_;
    in_block_ = false;
    end_transaction();
    return;
  }
  if (action.kind == "set") follow_setting(action);
  const bool matters =
      action.kind == "add enum value" ||
      (find_class(action.row_name()) != nullptr && !is_new(action.table) &&
       action.kind != "insert" && action.kind != "update" && action.kind != "delete");
  if (in_transaction() && matters) done_.push_back(action);
  const auto to = name_behind(action);
  if (!to) return;
  for (Action& done : done_)
    if (done.table == action.table) done.table = *to;
}

}  // namespace tenon::lint
