#include "lint/context.hpp"

#include <algorithm>
#include <memory>

#include "base/text.hpp"
#include "lint/lock_table.hpp"
#include "schema/dialect.hpp"

namespace tenon::lint {

schema::TableName table_name(std::string schema, std::string name) {
  if (schema == "public" || schema == "main") schema.clear();
  return {std::move(schema), std::move(name)};
}

Context::Context(const Unit& unit, ServerVersion version)
    : unit_(unit), version_(version), schema_(unit.before) {
  new_tables_.insert(unit.new_tables.begin(), unit.new_tables.end());
}

void Context::enter(const UnitStatement& statement) {
  if (statement.group != group_ && !in_block_) done_.clear();
  group_ = statement.group;
  is_transactional_ = statement.is_transactional;
  rebuilds_ = statement.rebuilds;
}

bool Context::rebuilds(std::string_view table) const {
  return std::any_of(rebuilds_.begin(), rebuilds_.end(),
                     [&](const std::string& one) { return base::to_lower(one) == table; });
}

const schema::Table* Context::find(const schema::TableName& table) const {
  if (unit_.dialect != "sqlite") return schema_.find(table.schema, table.name);
  static const std::unique_ptr<schema::Dialect> sqlite = schema::make_dialect("sqlite");
  const auto found =
      std::find_if(schema_.tables.begin(), schema_.tables.end(), [&](const schema::Table& one) {
        const std::string name = sqlite->ddl_name(one.schema, one.name);
        return base::to_lower(name.substr(1, name.size() - 2)) == table.name;
      });
  return found == schema_.tables.end() ? nullptr : &*found;
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
  for (const char* const kind : {"create index", "create index concurrently"}) {
    for (const Action* const one : history_of(kind)) {
      const bool is_it = one->word("index name") == index &&
                         (unit_.dialect == "sqlite" || one->table.schema == schema);
      if (is_it) return one->table;
    }
  }
  for (const schema::Table& table : schema_.tables) {
    if (unit_.dialect != "sqlite" && table.schema != schema) continue;
    for (const schema::Index& one : table.indexes)
      if (one.name == index) return schema::TableName{table.schema, table.name};
  }
  return std::nullopt;
}

bool Context::proves_not_null(const schema::TableName& table, const std::string& column) const {
  if (proven_.count({table, column}) != 0) return true;
  const schema::Table* const known = find(table);
  if (known == nullptr) return false;
  return std::any_of(known->checks.begin(), known->checks.end(), [&](const schema::Check& check) {
    const std::string text = base::to_lower(base::trim(check.expression));
    return text == column + " is not null" || text == "\"" + column + "\" is not null";
  });
}

void Context::follow(const Action& action) {
  follow_names(action);
  follow_checks(action);
  follow_transaction(action);
  history_.push_back(action);
  by_kind_[action.kind].push_back(&history_.back());
}

const std::vector<const Action*>& Context::history_of(std::string_view kind) const {
  static const std::vector<const Action*> none;
  const auto found = by_kind_.find(kind);
  return found == by_kind_.end() ? none : found->second;
}

void Context::follow_names(const Action& action) {
  schema::Table* const table = find_known(action.table);
  if (action.kind == "create table") {
    const bool may_be_there = action.is("if not exists") && table != nullptr;
    if (!may_be_there) new_tables_.insert(action.table);
  } else if (action.kind == "rename table") {
    const schema::TableName to{action.table.schema, action.word("new name")};
    // One that takes the place of another one has its rows.
    const std::vector<const Action*>& drops = history_of("drop table");
    const bool replaces = std::any_of(drops.begin(), drops.end(),
                                      [&](const Action* one) { return one->table == to; });
    if (new_tables_.erase(action.table) != 0 && !replaces) new_tables_.insert(to);
    if (table != nullptr) table->name = to.name;
  } else if (action.kind == "rename column" && table != nullptr) {
    schema::Column* const column = table->find(action.column);
    if (column != nullptr) column->name = action.word("new name");
  } else if (base::starts_with(action.kind, "drop table")) {
    new_tables_.erase(action.table);
    if (table != nullptr)
      schema_.tables.erase(schema_.tables.begin() + (table - schema_.tables.data()));
  }
}

void Context::follow_checks(const Action& action) {
  const std::string column = action.word("not null column");
  if (action.kind == "add check not valid" && !column.empty()) {
    not_null_checks_[{action.table, action.word("constraint")}] = column;
  } else if (action.kind == "add check" && !column.empty()) {
    proven_.insert({action.table, column});
  } else if (action.kind == "validate check") {
    const auto found = not_null_checks_.find({action.table, action.word("constraint")});
    if (found != not_null_checks_.end()) proven_.insert({action.table, found->second});
  }
}

void Context::follow_transaction(const Action& action) {
  if (action.kind == "begin") in_block_ = true;
  if (action.kind == "commit" || action.kind == "rollback") {
    in_block_ = false;
    done_.clear();
    return;
  }
  if (action.kind == "set" && action.is("off")) {
    settings_.erase(action.word("name"));
  } else if (action.kind == "set") {
    settings_.insert(action.word("name"));
  }
  const bool matters =
      action.kind == "add enum value" ||
      (find_class(action.kind) != nullptr && !is_new(action.table) && action.kind != "insert" &&
       action.kind != "update" && action.kind != "delete");
  if (in_transaction() && matters) done_.push_back(action);
}

}  // namespace tenon::lint
