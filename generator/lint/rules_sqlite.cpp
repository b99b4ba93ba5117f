// The rules for SQLite: no locks to name, since a writer has the whole file; but tables that are
// made anew, and what ALTER TABLE cannot do.
#include <algorithm>
#include <initializer_list>

#include "base/text.hpp"
#include "lint/predicates.hpp"
#include "lint/rule.hpp"
#include "lint/rules_shared.hpp"

namespace tenon::lint {
namespace {

using base::Severity;

/// Whether the runner, or the file itself, has foreign keys off while the statement runs.
bool is_protected(const Action& action, const Context& context) {
  if (context.is_runner()) return context.rebuilds(action.table.name);
  // The last one says it.
  const std::vector<const Action*>& pragmas = context.history_of("pragma");
  const auto last = std::find_if(pragmas.rbegin(), pragmas.rend(), [](const Action* done) {
    return done->word("name") == "foreign_keys" && !done->is("asks") && !done->is("in transaction");
  });
  return last != pragmas.rend() && (*last)->is("off");
}

bool is_copied(const Action& action, const Context& context) {
  return came_before(context, "insert",
                     [&](const Action& done) { return done.word("source") == action.table.name; });
}

/// Copied into another table before: its rows are there.
bool drops_for_good(const Action& action, const Context& context) {
  return in_use(action, context) && !is_copied(action, context);
}

bool is_pragma(const Action& action, std::string_view name) {
  return action.word("name") == name && !action.is("asks");
}

bool has_type(const Action& action, std::initializer_list<std::string_view> names) {
  const std::string type = action.word("type name");
  return std::any_of(names.begin(), names.end(),
                     [&](std::string_view name) { return type == name; });
}

/// A column that SQLite will not drop.
bool is_needed(const Action& action, const Context& context) {
  const schema::Table* const table = context.find(action.table);
  if (table == nullptr) return false;
  const auto names = [&](const std::vector<std::string>& columns) {
    return std::find(columns.begin(), columns.end(), action.column) != columns.end();
  };
  const bool in_key = table->primary_key && names(table->primary_key->columns);
  const bool in_unique =
      std::any_of(table->uniques.begin(), table->uniques.end(),
                  [&](const schema::Unique& unique) { return names(unique.columns); });
  const bool in_foreign_key =
      std::any_of(table->foreign_keys.begin(), table->foreign_keys.end(),
                  [&](const schema::ForeignKey& key) { return names(key.columns); });
  const bool in_check =
      std::any_of(table->checks.begin(), table->checks.end(), [&](const schema::Check& check) {
        return check.column == action.column || base::mentions(check.expression, action.column);
      });
  const auto is_of = [&](const schema::Index& index) {
    const bool is_dropped = came_before(context, "drop index", [&](const Action& done) {
      return done.word("index name") == sqlite_name(table->schema, index.name);
    });
    return !is_dropped &&
           std::any_of(index.parts.begin(), index.parts.end(),
                       [&](const auto& part) { return part.column == action.column; });
  };
  const bool in_index = std::any_of(table->indexes.begin(), table->indexes.end(), is_of);
  return in_key || in_unique || in_foreign_key || in_check || in_index;
}

/// A value that may be NULL goes into a column of a table made here that may not.
bool copies_null(const Action& action, const Context& context) {
  const schema::Column* const source =
      context.find(schema::TableName{"", action.word("source")}, action.column);
  return source != nullptr && source->nullable &&
         came_before(context, "define column", [&](const Action& done) {
           return done.table == action.table && done.column == action.word("into") &&
                  done.is("required");
         });
}

/// Whether the rows are unique by that already: a rebuild makes its indexes again, perhaps of a
/// table that had another name.
bool was_unique(const Action& action, const Context& context) {
  const schema::Table* const own = context.find_before(action.table);
  for (const schema::Table& table : context.unit().before.tables) {
    for (const schema::Index& index : table.indexes) {
      std::vector<std::string> columns;
      for (const schema::IndexPart& part : index.parts)
        columns.push_back(base::to_lower(part.column));
      const bool is_named = sqlite_name(table.schema, index.name) == action.word("index name");
      const bool is_alike = &table == own && base::join(columns, ",") == action.word("columns");
      const bool is_same = is_named || is_alike;
      if (index.unique && is_same && index.where.empty() != action.is("partial")) return true;
    }
  }
  return false;
}

// Not inside a function, which would be as long as the table.
const std::vector<Rule> rules_of_sqlite = {
    // ---- data that goes ------------------------------------------------------------------
    {"drop-table",
     Severity::error,
     "loses_data",
     {"drop table"},
     drops_for_good,
     "table {table} goes with all its rows",
     "-- first, and wait until nobody misses it:\nalter table {table} rename to {bare};\n{then}\n"
     "drop table {unused};",
     "rows that refer to it go, too, where their keys cascade"},
    drop_computed_column(),
    drop_column(),
    {"rebuild-cascades",
     Severity::error,
     "loses_data",
     {"drop table"},
     [](const Action& action, const Context& context) {
       return in_use(action, context) && is_copied(action, context) &&
              !is_protected(action, context);
     },
     "{table} is dropped with foreign keys on: rows that refer to it are deleted, and nothing "
     "tells",
     "{rebuild}",
     "SQLite deletes all rows before it drops a table; the pragma does nothing inside a "
     "transaction"},
    {"foreign-keys-pragma",
     Severity::error,
     "loses_data",
     {"pragma"},
     [](const Action& action, const Context& context) {
       return is_pragma(action, "foreign_keys") &&
              (context.in_transaction() || context.is_runner());
     },
     "this pragma does nothing inside a transaction",
     "{rebuild}",
     ""},
    {"defer-foreign-keys",
     Severity::error,
     "loses_data",
     {"pragma"},
     [](const Action& action, const Context&) {
       return is_pragma(action, "defer_foreign_keys") && !action.is("off");
     },
     "deferred keys still cascade: a table that is dropped takes the rows that refer to it along",
     "{rebuild}",
     ""},
    {"rename-old-away",
     Severity::error,
     "loses_data",
     {"create table"},
     [](const Action& action, const Context& context) {
       const bool is_legacy = came_before(context, "pragma", [](const Action& done) {
         return done.word("name") == "legacy_alter_table" && !done.is("off") && !done.is("asks");
       });
       return !is_legacy && came_before(context, "rename table", [&](const Action& done) {
         return done.table == action.table &&
                context.find_after({"", done.word("new name")}) == nullptr;
       });
     },
     "{table} was renamed before: keys of other tables follow it, and refer to the old one now",
     "create table {bare table}_new …; -- copy, drop the old one, then\nalter table {bare "
     "table}_new rename to {table};",
     ""},
    {"rebuild-loses-indexes",
     Severity::error,
     "slows",
     {"index not made again"},
     always,
     "{missing} of {table} goes with the old table, and is not made again",
     "",
     ""},
    {"rebuild-reuses-ids",
     Severity::warning,
     "changes_meaning",
     {"autoincrement lost"},
     always,
     "the new {table} has no AUTOINCREMENT: ids of rows that are gone are given out again",
     "id integer primary key autoincrement",
     "sqlite_sequence forgets a table that is dropped: the counter has to be set again"},
    {"rebuild-changes-rowids",
     Severity::warning,
     "changes_meaning",
     {"rowids changed"},
     [](const Action& action, const Context& context) {
       return !came_before(context, "insert", [&](const Action& done) {
         return done.word("source") == action.table.name &&
                base::mentions(done.word("statement"), "rowid");
       });
     },
     "the rows of {table} get other rowids, by which something else may know them",
     "insert into … (rowid, …) select rowid, … from {table};",
     ""},
    {"null-into-required",
     Severity::warning,
     "may_fail",
     {"copy column"},
     copies_null,
     "{column} of {source text} may be NULL, and its new column may not: such a row stops it",
     "coalesce({column}, …)",
     ""},
    // ---- what SQLite refuses -------------------------------------------------------------
    {"add-column-refused",
     Severity::error,
     "fails",
     {"add column"},
     [](const Action& action, const Context&) { return action.is("refused"); },
     "SQLite refuses this column: {why}",
     "{rebuild}",
     ""},
    {"drop-column-refused",
     Severity::error,
     "fails",
     {"drop column"},
     is_needed,
     "SQLite refuses to drop {column}: a key, an index or a check of {table} has it",
     "-- drop its index before, or\n{rebuild}",
     ""},
    {"alter-refused",
     Severity::error,
     "fails",
     {"unknown alter"},
     [](const Action&, const Context& context) {
       return context.version() < ServerVersion{3, 53};
     },
     "SQLite {version} cannot do this to a table",
     "{rebuild}",
     ""},
    {"statement-refused",
     Severity::error,
     "fails",
     {"refused"},
     always,
     "SQLite refuses this: {why}",
     "",
     ""},
    {"newer-sqlite",
     Severity::error,
     "fails",
     {"new word"},
     always,
     "{word} needs SQLite {since}, and this is {version}",
     "",
     ""},
    {"vacuum-in-transaction",
     Severity::error,
     "fails",
     {"vacuum"},
     [](const Action&, const Context& context) {
       return context.in_transaction() || context.is_runner();
     },
     "SQLite refuses VACUUM inside a transaction",
     "",
     "run it beside the migration"},
    // ---- programs that run ---------------------------------------------------------------
    {"rename-table",
     Severity::warning,
     "breaks_clients",
     {"gone: rename table"},
     [](const Action& action, const Context& context) {
       return !came_before(context, "create table",
                           [&](const Action& done) { return done.table == action.table; });
     },
     "programs that still say {table} fail from here on",
     "alter table {table} rename to {new};\ncreate view {table} as select * from {new}; -- in "
     "the same transaction",
     "or keep the name in the database, and call it otherwise in the program"},
    {"drop-view",
     Severity::warning,
     "breaks_clients",
     {"gone: drop view"},
     always,
     "programs that read {name} fail from here on",
     "",
     "release ones that do not, first"},
    {"drop-trigger",
     Severity::warning,
     "changes_meaning",
     {"gone: drop trigger"},
     always,
     "trigger {name} does not run any more",
     "",
     "release programs that do without what it did, first"},
    {"rename-column",
     Severity::warning,
     "breaks_clients",
     {"rename column"},
     nullptr,
     "programs that still say {column} of {table} fail from here on",
     "",
     "add a column, write to both, fill it, release programs that read it, drop the old one"},
    {"unique-index-may-fail",
     Severity::warning,
     "may_fail",
     {"create index"},
     [](const Action& action, const Context& context) {
       return action.is("unique") && in_use(action, context) && !was_unique(action, context);
     },
     "unique {name}: rows of {table} that are alike stop it",
     "",
     "look for them before, with group by … having count(*) > 1"},
    {"every-row",
     Severity::warning,
     "blocks_writes",
     {"update", "delete"},
     [](const Action& action, const Context& context) {
       return action.is("every row") && in_use(action, context);
     },
     "{verb} of each row of {table}: nobody else writes to the file until its end",
     "",
     "in batches by key, each in a transaction of its own"},
    // ---- values --------------------------------------------------------------------------
    {"table-not-strict",
     Severity::warning,
     "process",
     {"create table"},
     [](const Action& action, const Context&) {
       return action.is("not strict") && !action.is("temporary");
     },
     "{table} takes a value of any type in each column, and NULL in keys",
     ") strict;",
     "from SQLite 3.37 on; without it a change of type changes no row that is there"},
    {"double-quoted-text",
     Severity::warning,
     "changes_meaning",
     {"add column", "define column", "double-quoted text"},
     [](const Action& action, const Context&) { return action.word("default").rfind('"', 0) == 0; },
     "{default} is a name in double quotes, and SQLite silently takes it for a text",
     "'…'",
     ""},
    {"inexact-number",
     Severity::warning,
     "changes_meaning",
     {"add column", "define column"},
     [](const Action& action, const Context&) {
       return !action.is("strict") && has_type(action, {"decimal", "numeric", "money"});
     },
     "SQLite has no decimals: {column} holds binary fractions, and 0.1 + 0.2 is not 0.3",
     "{column} integer -- in hundredths",
     ""},
    // ---- transactions --------------------------------------------------------------------
    {"nested-transaction",
     Severity::error,
     "fails",
     {"begin"},
     [](const Action&, const Context& context) { return context.in_block(); },
     "SQLite refuses BEGIN inside a transaction",
     "savepoint …;",
     ""},
    open_transaction(),
};

}  // namespace

const std::vector<Rule>& sqlite_rules() { return rules_of_sqlite; }

}  // namespace tenon::lint
