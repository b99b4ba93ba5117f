// The run over all operations, and those of tables, views and the values of enums.
#include "schema/postgresql/planner.hpp"

#include <algorithm>
#include <stdexcept>

#include "schema/hazard.hpp"
#include "schema/postgresql/operation_as.hpp"
#include "schema/postgresql/planner_hazards.hpp"
#include "schema/spare_name.hpp"
#include "schema/sql_text.hpp"

namespace tenon::schema::postgresql {
namespace {

constexpr const char* views_key = "views";

}  // namespace

Plan Planner::run() {
  const ViewsMadeAnew views{operations_};
  const NewNames names{operations_};
  for (std::size_t i = 0; i < operations_.size(); ++i) {
    const AdaptedOperation& adapted = operations_[i];
    next_ = i + 1 < operations_.size() ? std::get_if<Operation>(&operations_[i + 1].what) : nullptr;
    const auto* operation = std::get_if<Operation>(&adapted.what);
    const bool creates = operation && std::holds_alternative<CreateTable>(*operation);
    if (!creates) add_deferred_keys();
    origin_ = adapted.origin;
    at_ = i;
    const auto* gone = operation ? std::get_if<DropView>(operation) : nullptr;
    std::vector<Hazard> hazards =
        gone ? views.hazards_of(*gone) : all_hazards(adapted, enums_, names);
    // Nothing can go wrong with the rows of a table that has none yet.
    if (operation && !creates && is_new(table_of(*operation))) hazards.clear();
    builder_.from_operation(origin_, std::move(hazards));
    builder_.from_part(i);
    std::visit(*this, adapted.what);
  }
  add_deferred_keys();
  return builder_.take();
}

void Planner::operator()(const Operation& operation) {
  const auto* altered = std::get_if<AlterEnum>(&operation);
  std::vector<std::string> values;
  if (altered) values = enums_.values({altered->to.schema, altered->to.name});
  std::visit(*this, operation);
  enums_.follow(operation);
  keys_.follow(operation);
  if (altered && !enum_change(altered->from, altered->to, altered->renames).needs_new_type)
    set_waiting_defaults(*altered, values);
}

/// What is computed goes and comes in the transaction that makes its enum type anew: no stop leaves
/// it away.
std::string Planner::key_of(const TableName& table) const {
  const auto* const operation = std::get_if<Operation>(&operations_[at_].what);
  const bool is_column = operation != nullptr && (std::holds_alternative<DropColumn>(*operation) ||
                                                  std::holds_alternative<AddColumn>(*operation));
  if (const AlterEnum* const change = is_column ? enum_change_around() : nullptr)
    return spelling_.name(change->to.schema, change->to.name);
  return is_new(table) ? std::string{} : spelling_.name(table);
}

const AlterEnum* Planner::enum_change_around() const {
  const auto is_other = [&](const AdaptedOperation& one) { return one.origin != origin_; };
  const auto here = operations_.begin() + static_cast<std::ptrdiff_t>(at_);
  const auto first =
      std::find_if(std::make_reverse_iterator(here), operations_.rend(), is_other).base();
  const auto last = std::find_if(here, operations_.end(), is_other);
  for (auto one = first; one != last; ++one)
    if (const auto* const change = operation_as<AlterEnum>(*one)) return change;
  return nullptr;
}

void Planner::look_for_operators(const TableName& table, const std::string& sql) {
  const std::string found = types_.found_by(table, sql);
  if (!found.empty())
    builder_.look_in(key_of(table), types_.text(spelling_.default_schema()), found);
}

void Planner::add(const TableName& table, std::string sql, std::string comment) {
  builder_.add(key_of(table), std::move(sql), std::move(comment));
}

void Planner::alter(const TableName& table, const std::string& action, std::string comment) {
  add(table, "alter table " + spelling_.name(table) + "\n  " + action, std::move(comment));
}

void Planner::operator()(const RebuildTable&) {
  throw std::logic_error("PostgreSQL never builds a table anew");
}

void Planner::swap_check(const SwapCheck& o, const Check& to) {
  alter(
      o.table,
      "drop constraint " + quote_name(o.from.name) + ",\n  add " + check_clause(to) + " not valid",
      "one statement, so that no row is written unchecked");
  builder_.end_transaction();
}

/// The texts of one column's values, in one statement.
void Planner::rename_values(const SwapCheck& o, const std::string& comment) {
  const std::string column = quote_name(o.to.column);
  if (o.to.is_list) return rename_elements(o, comment);
  std::string value = quote_text(o.renames.front().to);
  std::string where = " = " + quote_text(o.renames.front().from);
  if (o.renames.size() > 1) {
    value = "case " + column;
    where.clear();
    for (const RenamedValue& rename : o.renames) {
      value += " when " + quote_text(rename.from) + " then " + quote_text(rename.to);
      where += (where.empty() ? "" : ", ") + quote_text(rename.from);
    }
    value += " end";
    where = " in (" + where + ")";
  }
  rename_rows(o.table, o.to.column, value, column + where, comment);
}

/// Those that exist in batches; those that were written meanwhile, of which a comment tells, are
/// few.
void Planner::rename_rows(const TableName& table, const std::string& column,
                          const std::string& value, const std::string& where,
                          const std::string& comment) {
  if (comment.empty()) return update_in_batches(table, column, value, where);
  add(table,
      "update " + spelling_.name(table) + "\nset " + quote_name(column) + " = " + value +
          "\nwhere " + where,
      comment);
}

/// The same in lists. No new text is an old one of another value, so one comes after the other.
void Planner::rename_elements(const SwapCheck& o, const std::string& comment) {
  const std::string column = quote_name(o.to.column);
  std::string value = column;
  std::string old;
  for (const RenamedValue& rename : o.renames) {
    value = "array_replace(" + value + ", " + quote_text(rename.from) + ", " +
            quote_text(rename.to) + ")";
    old += (old.empty() ? "" : ", ") + quote_text(rename.from);
  }
  rename_rows(o.table, o.to.column, value, column + " && array[" + old + "]", comment);
}

void Planner::operator()(const RenameValue& o) {
  builder_.end_transaction();
  SwapCheck swap{o.table, {}, {}, {{o.from, o.to}}};
  swap.to.column = o.column;
  swap.to.is_list = o.is_list;
  rename_values(swap, {});
  builder_.end_transaction();
}

/// While rows get new texts, both texts are allowed: a row that still has the old one can be
/// written, by programs old and new.
void Planner::operator()(const SwapCheck& o) {
  if (!o.renames.empty()) {
    Check both = o.to;
    for (const RenamedValue& rename : o.renames) both.values.push_back(rename.from);
    swap_check(o, both);
    rename_values(o, {});
    builder_.end_transaction();
  }
  swap_check(o, o.to);
  if (!o.renames.empty()) rename_values(o, "rows that were written meanwhile");
  builder_.end_transaction();
  alter(o.table, "validate constraint " + quote_name(o.to.name),
        "reads the table without blocking writers");
  builder_.end_transaction();
}

/// Where nothing stands in it yet, in the transaction of this name.
void Planner::create_schema(const std::string& key, const std::string& schema) {
  const auto is_in_it = [&](const auto& object) { return object.schema == schema; };
  if (schema.empty() || std::any_of(state_.tables.begin(), state_.tables.end(), is_in_it) ||
      std::any_of(state_.enums.begin(), state_.enums.end(), is_in_it)) {
    return;
  }
  builder_.add(key, spelling_.create_schema(schema));
}

void Planner::operator()(const CreateTable& o) {
  const TableName name{o.table.schema, o.table.name};
  new_tables_.insert(name);
  create_schema({}, name.schema);
  Table table = o.table;
  std::vector<ForeignKey> inside;
  for (ForeignKey& key : table.foreign_keys) {
    if (is_new({key.schema, key.table})) {
      inside.push_back(std::move(key));
    } else {
      deferred_.push_back({origin_, AddForeignKey{name, std::move(key)}});
    }
  }
  table.foreign_keys = std::move(inside);
  look_for_operators(name, sql_of(table));
  for (std::string& sql : spelling_.create_table(table)) add(name, std::move(sql));
  state_.tables.push_back(std::move(table));
}

void Planner::add_deferred_keys() {
  for (auto& [origin, o] : deferred_) {
    builder_.from_operation(origin, {});
    builder_.end_transaction();
    builder_.add(
        spelling_.name(o.table),
        "alter table " + spelling_.name(o.table) + "\n  add " + spelling_.foreign_key(o.key),
        "apart from CREATE TABLE: it locks " + display_name(o.key.schema, o.key.table) +
            " against writing for a moment");
    builder_.end_transaction();
  }
  deferred_.clear();
}

void Planner::operator()(const DropTable& o) {
  add({o.table.schema, o.table.name}, "drop table " + spelling_.name(o.table.schema, o.table.name));
}

/// Tables that exchange their names do so at once.
void Planner::operator()(const RenameTable& o) {
  if (is_spare(o.to)) exchange_ = spelling_.name(o.to);
  const std::string key = exchange_.empty() ? key_of(o.from) : exchange_;
  const auto alter = [&](const TableName& table, const std::string& action) {
    builder_.add(key, "alter table " + spelling_.name(table) + "\n  " + action);
  };
  if (o.from.schema == o.to.schema) {
    alter(o.from, "rename to " + quote_name(o.to.name));
    rename_sequences(o, o.from.schema, key);
  } else {
    move_table(o, key);
  }
  if (o.from.schema == spare_schema) builder_.add(key, "drop schema " + quote_name(spare_schema));
  if (is_spare(o.from)) exchange_.clear();
  // Later steps of the table speak of its new name; they are still the table's transaction, but
  // the name in the key changes with it.
  if (is_new(o.from)) new_tables_.insert(o.to);
  if (Table* const table = state_.find(o.from.schema, o.from.name)) {
    table->schema = o.to.schema;
    table->name = o.to.name;
  }
}

/// Its indexes, constraints and the sequences that its columns own go along. Where its old name is
/// another's in the new schema, it gets the new one first.
void Planner::move_table(const RenameTable& o, const std::string& key) {
  const std::string& schema = o.to.schema.empty() ? spelling_.default_schema() : o.to.schema;
  create_schema(key, o.to.schema);
  const TableName there{o.to.schema, o.from.name};
  const bool is_renamed = o.from.name != o.to.name;
  const bool is_renamed_first = is_renamed && state_.find(there.schema, there.name) != nullptr;
  const std::string rename = "rename to " + quote_name(o.to.name);
  const auto alter = [&](const TableName& table, const std::string& action) {
    builder_.add(key, "alter table " + spelling_.name(table) + "\n  " + action);
  };
  if (is_renamed_first) {
    alter(o.from, rename);
    rename_sequences(o, o.from.schema, key);
  }
  alter(is_renamed_first ? TableName{o.from.schema, o.to.name} : o.from,
        "set schema " + quote_name(schema));
  if (is_renamed && !is_renamed_first) {
    alter(there, rename);
    rename_sequences(o, o.to.schema, key);
  }
}

/// Those of its numbered columns, `schema` being the one that it is in with its new name.
void Planner::rename_sequences(const RenameTable& o, const std::string& schema,
                               const std::string& key) {
  const Table* const table = state_.find(o.from.schema, o.from.name);
  if (table == nullptr) return;
  for (const Column& column : table->columns) {
    if (!column.identity) continue;
    const std::string end = "_" + column.name + "_seq";
    rename_sequence({schema, o.to.name}, column.name, o.from.name + end, key);
  }
}

/// A sequence that kept its name would be in the way of another table that gets this one's, with
/// its sequence. One that somebody has given another name keeps that.
void Planner::rename_sequence(const TableName& table, const std::string& column,
                              const std::string& old_name, const std::string& key) {
  constexpr std::size_t longest = 63;
  const std::string name = table.name + "_" + column + "_seq";
  if (name.size() > longest || old_name.size() > longest) return;
  const std::string old_sequence = spelling_.name(table.schema, old_name);
  const auto found = [](const std::string& sequence) {
    return "pg_catalog.to_regclass(" + quote_text(sequence) + ")";
  };
  builder_.add(
      key,
      do_block("begin\n  if pg_catalog.pg_get_serial_sequence(" +
               quote_text(spelling_.name(table)) + ", " + quote_text(column) +
               ")::regclass = " + found(old_sequence) + "\n      and " +
               found(spelling_.name(table.schema, name)) + " is null then\n    alter sequence " +
               old_sequence + " rename to " + quote_name(name) + ";\n  end if;\nend"),
      "numbers come from the sequence under its usual name");
}

/// Views that come and go one behind the other do so at once. The runner's search_path is empty; a
/// query means tables of the default schema.
void Planner::operator()(const CreateView& o) {
  if (!o.view.schema.empty()) create_schema(views_key, o.view.schema);
  builder_.look_in(views_key, types_.text(spelling_.default_schema()),
                   "names without a schema in the query");
  for (std::string& sql : spelling_.create_view(o.view)) builder_.add(views_key, std::move(sql));
}

void Planner::operator()(const DropView& o) {
  builder_.add(views_key, "drop view " + spelling_.name(o.view.schema, o.view.name));
}

void Planner::operator()(const SetViewComment& o) {
  builder_.add(views_key, spelling_.view_comment(o.table.schema, o.table.name, o.to));
}

void Planner::operator()(const SetTableComment& o) {
  add(o.table, spelling_.table_comment(o.table, o.to));
}

}  // namespace tenon::schema::postgresql
