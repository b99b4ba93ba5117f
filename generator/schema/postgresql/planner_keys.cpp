// Keys, checks and indexes: made beside the writers, validated in a transaction of their own.
#include <algorithm>
#include <utility>
#include <vector>

#include "schema/postgresql/operation_as.hpp"
#include "schema/postgresql/planner.hpp"
#include "schema/spare_name.hpp"
#include "schema/sql_text.hpp"

namespace tenon::schema::postgresql {

void Planner::add_key(const TableName& table, const std::string& name, const char* kind,
                      const std::vector<std::string>& columns, const std::string& clause) {
  if (is_new(table)) {
    alter(table, "add " + clause);
    return;
  }
  // The key that it replaces may have its name until then.
  const bool is_taken = replaced_ && replaced_->second.key.name == name;
  const std::string index = is_taken ? spare_name(name, [](const auto&) { return false; }) : name;
  const std::string drop =
      "drop index concurrently if exists " + spelling_.name(table.schema, index);
  builder_.add_index({{drop, "what an attempt that failed left behind"},
                      {"create unique index concurrently " + quote_name(index) + " on " +
                           spelling_.name(table) + " " + column_list(columns),
                       is_taken ? "without blocking writers; the constraint takes it over, and "
                                  "gives it its name"
                                : "without blocking writers; the constraint takes it over"}},
                     drop);
  if (replaced_) {
    builder_.from_operation(replaced_->first, {});
    drop_constraint(table, replaced_->second.key.name);
    builder_.from_operation(origin_, {});
    replaced_.reset();
  }
  alter(table,
        "add constraint " + quote_name(name) + " " + kind + " using index " + quote_name(index));
  builder_.end_transaction();
}

void Planner::operator()(const AddPrimaryKey& o) {
  add_key(o.table, o.key.name, "primary key", o.key.columns, Spelling::primary_key(o.key));
}

void Planner::operator()(const AddUnique& o) {
  add_key(o.table, o.unique.name, "unique", o.unique.columns, Spelling::unique(o.unique));
}

/// One that is in the way of an enum type that is made anew may be gone on the way back, when the
/// way up stopped behind it.
void Planner::drop_constraint(const TableName& table, const std::string& name) {
  const bool is_in_the_way = enum_change_around() != nullptr;
  alter(table,
        (is_in_the_way ? "drop constraint if exists " : "drop constraint ") + quote_name(name));
}

/// One that another one replaces stays until that one's index is built.
void Planner::operator()(const DropPrimaryKey& o) {
  const auto* const add = next_ != nullptr ? std::get_if<AddPrimaryKey>(next_) : nullptr;
  if (add != nullptr && add->table == o.table) {
    replaced_.emplace(origin_, o);
  } else {
    drop_constraint(o.table, o.key.name);
  }
}

void Planner::operator()(const DropUnique& o) { drop_constraint(o.table, o.unique.name); }
void Planner::operator()(const DropForeignKey& o) { drop_constraint(o.table, o.key.name); }
void Planner::operator()(const DropCheck& o) { drop_constraint(o.table, o.check.name); }

void Planner::add_constraint(const TableName& table, const std::string& name,
                             const std::string& clause) {
  if (is_new(table)) {
    alter(table, "add " + clause);
    return;
  }
  alter(table, "add " + clause + " not valid");
  builder_.end_transaction();
  alter(table, "validate constraint " + quote_name(name),
        "in a transaction of its own: the lock above is gone, this one blocks no writer");
  builder_.end_transaction();
}

void Planner::operator()(const AddForeignKey& o) {
  if (is_new(o.table) && !is_new({o.key.schema, o.key.table})) {
    deferred_.push_back({origin_, o});
    return;
  }
  add_constraint(o.table, o.key.name, spelling_.foreign_key(o.key));
}

void Planner::operator()(const AddCheck& o) {
  look_for_operators(o.table, o.check.expression);
  add_constraint(o.table, o.check.name, check_clause(o.check));
}

void Planner::operator()(const CreateIndex& o) {
  const std::string sql = sql_of(o.index);
  if (is_new(o.table)) {
    look_for_operators(o.table, sql);
    add(o.table, spelling_.create_index(o.table, o.index, false));
    return;
  }
  std::vector<std::pair<std::string, std::string>> steps = {
      {"drop index concurrently if exists " + spelling_.name(o.table.schema, o.index.name),
       "what an attempt that failed left behind"},
      {spelling_.create_index(o.table, o.index, true), {}}};
  const std::string found = types_.found_by(o.table, sql);
  if (!found.empty()) {
    const std::string path = types_.text(spelling_.default_schema());
    steps.insert(steps.begin() + 1, {"set search_path = " + path, found});
    steps.emplace_back("set search_path = ''", "as the runner has it");
  }
  builder_.add_index(steps);
}

void Planner::operator()(const DropIndex& o) {
  const std::string name = spelling_.name(o.table.schema, o.index.name);
  if (is_new(o.table)) {
    add(o.table, "drop index " + name);
  } else {
    builder_.add_outside({{"drop index concurrently if exists " + name, {}}});
  }
}

void Planner::operator()(const RenameConstraint& o) {
  if (o.kind == RenameConstraint::Kind::index) {
    add(o.table,
        "alter index " + spelling_.name(o.table.schema, o.from) + " rename to " + quote_name(o.to));
  } else {
    alter(o.table, "rename constraint " + quote_name(o.from) + " to " + quote_name(o.to));
  }
}

}  // namespace tenon::schema::postgresql
