// Columns: made, changed and dropped. What would read or write a table under an exclusive lock is
// done in steps.
#include "base/sql.hpp"
#include "schema/hazard.hpp"
#include "schema/postgresql/computed_values.hpp"
#include "schema/postgresql/planner.hpp"
#include "schema/postgresql/planner_hazards.hpp"
#include "schema/sql_text.hpp"

namespace tenon::schema::postgresql {
namespace {

/// `"id" between $1 and $2`, `("a", "b") between ($1, $2) and ($3, $4)`
std::string in_range(const std::vector<std::string>& key) {
  const auto parameters = [&](std::size_t first) {
    std::string text;
    for (std::size_t i = 0; i < key.size(); ++i) {
      text += (i > 0 ? ", $" : "$") + std::to_string(first + i);
    }
    return key.size() > 1 ? "(" + text + ")" : text;
  };
  return (key.size() > 1 ? column_list(key) : quote_name(key.front())) + " between " +
         parameters(1) + " and " + parameters(key.size() + 1);
}

/// A name for a helper constraint that does not run into the limit of 63 bytes.
std::string helper_name(const std::string& column) {
  return "tenon_" + column.substr(0, 40) + "_not_null";
}

}  // namespace

/// A numbered column has a sequence, which goes along when its table gets another name.
void Planner::know(const TableName& name, const Column& column) {
  Table* const table = state_.find(name.schema, name.name);
  if (table == nullptr) return;
  Column* const known = table->find(column.name);
  if (known != nullptr) {
    *known = column;
  } else {
    table->columns.push_back(column);
  }
}

void Planner::operator()(const AddColumn& o) {
  know(o.table, o.column);
  look_for_operators(o.table, sql_of(o.column));
  const bool volatile_default = o.column.initial &&
                                o.column.initial->kind == Default::Kind::expression &&
                                !is_same_for_all_rows(o.column.initial->text);
  if (is_new(o.table) || (o.backfill.empty() && !volatile_default)) {
    alter(o.table, "add column " + spelling_.column(o.column));
  } else {
    Column plain = o.column;
    plain.nullable = true;
    plain.initial.reset();
    alter(o.table, "add column " + spelling_.column(plain));
    if (o.column.initial) {
      alter(o.table, "alter column " + quote_name(plain.name) + " set default " +
                         Spelling::initial(o.column));
    }
    const std::string expression = o.backfill.empty() ? Spelling::initial(o.column) : o.backfill;
    backfill(o.table, plain.name, expression, o.where);
    if (!o.column.nullable) set_not_null(o.table, plain.name, expression);
  }
  if (!o.column.comment.empty()) {
    add(o.table, spelling_.column_comment(o.table, o.column.name, o.column.comment));
  }
}

/// What a backfill selects from has no schema, or SQLite would not know it.
void Planner::look_for_names(const TableName& table, const std::string& sql) {
  look_for_operators(table, sql);
  if (base::mentions(sql, "select")) {
    builder_.look_in(key_of(table), types_.text(spelling_.default_schema()),
                     "names without a schema in the backfill");
  }
}

/// Gives a value to the rows that have none, in transactions that lock no table.
void Planner::backfill(const TableName& table, const std::string& column,
                       const std::string& expression, const std::string& where) {
  builder_.end_transaction();
  look_for_names(table, expression);
  update_in_batches(
      table, column, expression,
      quote_name(column) + " is null" + (where.empty() ? "" : " and (" + where + ")"));
  builder_.end_transaction();
}

/// In ranges of the primary key; where there is none, in one statement with a hazard.
void Planner::update_in_batches(const TableName& table, const std::string& column,
                                const std::string& expression, const std::string& where) {
  // Ranges of a key follow the order that its type's own operators give.
  look_for_operators(table, expression + "\n" + where);
  const std::vector<std::string>& key = keys_.of(table);
  const std::string update = "update " + spelling_.name(table) + "\nset " + quote_name(column) +
                             " = " + expression + "\nwhere " + where;
  if (key.empty()) {
    const std::string name = display_name(table.schema, table.name);
    builder_.warn({"blocks_writes", name +
                                        " has no primary key to go by in batches: one "
                                        "transaction writes " +
                                        name + "." + column +
                                        " and keeps the rows locked until its end"});
    return add(table, update, "the rows that exist");
  }
  add(table, update + "\n  and " + in_range(key),
      "the rows that exist, in ranges of the key, each in a transaction of its own");
  const std::string schema = table.schema.empty() ? spelling_.default_schema() : table.schema;
  builder_.in_batches({options_.batch_rows, {schema, table.name}, key});
}

/// SET NOT NULL alone would read the whole table under an exclusive lock; a validated check proves
/// what it looks for. `expression` is for rows that were written meanwhile, "" = none.
void Planner::set_not_null(const TableName& table, const std::string& column,
                           const std::string& expression) {
  const std::string helper = quote_name(helper_name(column));
  const std::string name = quote_name(column);
  builder_.end_transaction();
  alter(table, "add constraint " + helper + " check (" + name + " is not null) not valid");
  builder_.clears_with("alter table " + spelling_.name(table) + "\n  drop constraint if exists " +
                       helper);
  builder_.end_transaction();
  if (!expression.empty()) {
    look_for_names(table, expression);
    add(table,
        "update " + spelling_.name(table) + "\nset " + name + " = " + expression + "\nwhere " +
            name + " is null",
        "rows that were written meanwhile");
    // Else they would stay locked while the whole table is read.
    builder_.end_transaction();
  }
  alter(table, "validate constraint " + helper, "reads the table without blocking writers");
  builder_.end_transaction();
  alter(table, "alter column " + name + " set not null", "needs no scan: the check proves it");
  alter(table, "drop constraint " + helper);
}

void Planner::operator()(const DropColumn& o) {
  alter(o.table, "drop column " + quote_name(o.column.name));
  drops_column(o.table, o.column.name);
}

void Planner::drops_column(const TableName& table, const std::string& column) {
  if (!is_new(table)) builder_.drops_column(spelling_.name(table) + "." + quote_name(column));
}

void Planner::operator()(const RenameColumn& o) {
  alter(o.table, "rename column " + quote_name(o.from) + " to " + quote_name(o.to));
  Table* const table = state_.find(o.table.schema, o.table.name);
  Column* const column = table != nullptr ? table->find(o.from) : nullptr;
  if (column == nullptr) return;
  column->name = o.to;
  if (column->identity)
    rename_sequence(o.table, o.to, o.table.name + "_" + o.from + "_seq", key_of(o.table));
}

void Planner::alter_type(const AlterColumn& o) {
  const std::string column = "alter column " + quote_name(o.to.name);
  const bool has_default = o.from.initial.has_value();
  if (has_default) change(o.table, column + " drop default");
  const std::string expression = conversion(o, spelling_);
  const std::string anew = written_anew(o.from.type, o.to.type);
  change(o.table,
         column + " type " + spelling_.type(o.to.type) + Spelling::collated(o.to.type) +
             (expression.empty() ? "" : " using " + expression),
         anew.empty() ? "changes the catalogue only"
                      : "writes " + anew + " anew under an exclusive lock",
         !anew.empty());
  if (has_default && o.to.initial && enums_.has_default(o.to)) {
    look_for_operators(o.table, sql_of(o.to));
    change(o.table, column + " set default " + Spelling::initial(o.to));
  }
}

void Planner::change(const TableName& table, const std::string& action, const std::string& comment,
                     bool is_grave) {
  builder_.add_action(key_of(table), spelling_.name(table), action, comment, is_grave);
}

/// A serial counts as one. Its sequence stays, and must not be the column's any more: it would be
/// taken for that of an identity which comes later.
void Planner::drop_identity(const TableName& table, const std::string& column) {
  const std::string change = "alter column " + quote_name(column);
  alter(table, change + " drop identity if exists,\n  " + change + " drop default",
        "of a serial, too, whose sequence stays");
  add(table, "alter sequence if exists " +
                 spelling_.name(table.schema, table.name + "_" + column + "_seq") +
                 " owned by none");
}

void Planner::operator()(const AlterColumn& o) {
  know(o.table, o.to);
  const std::string column = "alter column " + quote_name(o.to.name);
  if (makes_anew(o)) {
    look_for_operators(o.table, sql_of(o.to));
    alter(o.table,
          "drop column " + quote_name(o.from.name) + ",\n  add column " + spelling_.column(o.to));
    drops_column(o.table, o.from.name);
    const std::string test = is_new(o.table) || !o.from.computed.empty()
                                 ? std::string{}
                                 : values_test(operations_, at_, o, spelling_);
    if (!test.empty()) add(o.table, test, "a stop behind this transaction has no old values left");
    if (!o.to.comment.empty()) {
      add(o.table, spelling_.column_comment(o.table, o.to.name, o.to.comment));
    }
    return;
  }
  if (!o.from.computed.empty() && o.to.computed.empty()) {
    constexpr int since = 13;
    if (options_.postgresql < since)
      builder_.warn({"may_fail", "column " + display_name(o.table.schema, o.table.name) + "." +
                                     o.to.name + " is computed no longer: that needs PostgreSQL " +
                                     std::to_string(since)});
    alter(o.table, column + " drop expression", "the values stay");
  }
  if (o.from.identity && !o.to.identity) drop_identity(o.table, o.to.name);
  if (!o.from.nullable && o.to.nullable) change(o.table, column + " drop not null");
  const bool retype = o.from.type != o.to.type;
  if (retype) alter_type(o);
  if (o.from.initial != o.to.initial && !(retype && o.from.initial)) {
    const bool is_set = o.to.initial && enums_.has_default(o.to);
    if (is_set) look_for_operators(o.table, sql_of(o.to));
    change(o.table, column + (is_set ? " set default " + Spelling::initial(o.to)
                                     : std::string{" drop default"}));
  }
  if (o.from == o.to && fills(o)) backfill(o.table, o.to.name, o.backfill, o.where);
  if (o.from.nullable && !o.to.nullable) {
    if (is_new(o.table)) {
      alter(o.table, column + " set not null");
    } else {
      if (!o.backfill.empty()) backfill(o.table, o.to.name, o.backfill);
      set_not_null(o.table, o.to.name, o.backfill);
    }
  }
  if (!o.from.identity && o.to.identity) {
    alter(o.table, column + " add generated by default as identity");
    add(o.table,
        "select setval(pg_get_serial_sequence(" + quote_text(spelling_.name(o.table)) + ", " +
            quote_text(o.to.name) + "), coalesce(max(" + quote_name(o.to.name) +
            "), 0) + 1, false)\nfrom " + spelling_.name(o.table),
        "goes on after the highest value there is");
  }
  if (o.from.comment != o.to.comment) {
    add(o.table, spelling_.column_comment(o.table, o.to.name, o.to.comment));
  }
}

}  // namespace tenon::schema::postgresql
