// The rules for PostgreSQL about data that goes and programs that run; squawk, Atlas and
// strong_migrations know most of them under other names.
#include "lint/predicates.hpp"
#include "lint/rule.hpp"
#include "lint/rules_shared.hpp"

namespace tenon::lint {
namespace {

using base::Severity;

bool is_json_column(const Action& action, const Context&) {
  return action.word("type name") == "json";
}

/// No other table is locked beside it.
bool is_alone(const Action& action, const Context& context) {
  return !came_in_transaction(context, [&](const Action& done) {
    return done.table != action.table && blocks(done, context);
  });
}

// Not inside a function, which would be as long as the table.
const std::vector<Rule> data_rules = {
    // ---- data that goes ------------------------------------------------------------------
    {"drop-schema",
     Severity::error,
     "loses_data",
     {"drop schema"},
     always,
     "schema {name} goes, with each table in it if it says so",
     "alter schema {name} rename to "
     "{name}_unused; -- drop it when nobody has missed it",
     ""},
    {"drop-table",
     Severity::error,
     "loses_data",
     {"drop table", "drop table with foreign key"},
     nullptr,
     "table {table} goes with all its rows",
     "-- first, and wait until nobody misses it:\nalter table {table} rename to {bare};\n{then}\n"
     "drop table {unused};",
     "release programs that do not use it, first"},
    {"drop-cascade",
     Severity::error,
     "loses_data",
     {},
     [](const Action& action, const Context& context) {
       return action.is("cascade") && action.kind.rfind("drop ", 0) == 0 &&
              (action.table.name.empty() || in_use(action, context));
     },
     "whatever depends on {object} goes with it, and nothing tells what that is",
     "",
     "drop each of them by its name before, and leave CASCADE away"},
    {"drop-owned",
     Severity::error,
     "loses_data",
     {"drop owned"},
     always,
     "all that {role} owns in this database goes, tables with their rows",
     "reassign owned by {role} to …;",
     ""},
    drop_computed_column(),
    drop_column(),
    {"drop-database",
     Severity::error,
     "loses_data",
     {"drop database"},
     always,
     "database {name} goes",
     "",
     "that is nothing for a migration"},
    {"truncate",
     Severity::error,
     "loses_data",
     {"truncate", "truncate cascade"},
     nullptr,
     "table {table} is emptied{rest}",
     "delete from {table} where …; -- in batches",
     ""},
    {"recreate-table",
     Severity::error,
     "loses_data",
     {"create table"},
     [](const Action& action, const Context& context) {
       const auto is_it = [&](const Action& done) {
         return done.table == action.table && !done.is("new table");
       };
       return came_before(context, "drop table", is_it) ||
              came_before(context, "drop table with foreign key", is_it);
     },
     "table {table} is dropped and made again: its rows are gone",
     "",
     "change it with ALTER TABLE, which keeps them"},
    {"drop-sequence",
     Severity::warning,
     "loses_data",
     {"drop sequence"},
     always,
     "sequence {name} goes, and with it how far it has come",
     "",
     "a sequence that a column owns goes with its column"},
    {"drop-index",
     Severity::warning,
     "slows",
     {"gone: drop index", "gone: drop index concurrently"},
     [](const Action& action, const Context& context) {
       return !context.is_runner() && in_use(action, context);
     },
     "queries that use index {name} are slow from here on",
     "",
     "build what takes its place before; pg_stat_user_indexes says whether it is used"},
    {"drop-foreign-key",
     Severity::warning,
     "blocks_reads",
     {"drop foreign key"},
     [](const Action& action, const Context& context) {
       return in_use(action, context) && !(context.is_runner() && is_alone(action, context));
     },
     "foreign key {name} goes while nobody can use {table} or {parent}",
     "-- in a transaction of its own\nset local lock_timeout = '5s';\nalter table {table} drop "
     "constraint {name};",
     "from here on nothing keeps rows from referring to nothing"},
    {"drop-foreign-key",
     Severity::warning,
     "blocks_reads",
     {"drop unknown constraint"},
     [](const Action& action, const Context& context) {
       const bool is_limited = context.is_runner() || context.has_set("lock_timeout");
       return in_use(action, context) && !(is_limited && is_alone(action, context));
     },
     "constraint {name} may be a foreign key: then nobody can use {parent}, either, while it goes",
     "-- in a transaction of its own\nset local lock_timeout = '5s';\nalter table {table} drop "
     "constraint {name};",
     "--at says on which tables a file runs, and so which constraint that is"},
    {"drop-not-null",
     Severity::warning,
     "breaks_clients",
     {"drop not null"},
     nullptr,
     "column {column} of {table} may hold NULL from here on",
     "",
     "programs that read it without expecting that fail: release ones that do, first"},
    // ---- programs that run ---------------------------------------------------------------
    {"rename-table",
     Severity::warning,
     "breaks_clients",
     {"gone: rename table"},
     always,
     "programs that still say {table} fail from here on",
     "alter table {table} rename to {new};\ncreate view {table} as select * from {renamed}; -- "
     "in the same transaction",
     "or keep the name in the database, and call it otherwise in the program"},
    {"rename-column",
     Severity::warning,
     "breaks_clients",
     {"rename column"},
     nullptr,
     "programs that still say {column} of {table} fail from here on",
     "",
     "add a column, write to both, fill it, release programs that read it, drop the old one; or "
     "keep the name in the database"},
    {"drop-view",
     Severity::warning,
     "breaks_clients",
     {"gone: drop view", "gone: drop materialized view"},
     always,
     "programs that read {name} fail from here on",
     "",
     "release ones that do not, first"},
    {"drop-function",
     Severity::warning,
     "breaks_clients",
     {"gone: drop function", "gone: drop procedure", "gone: drop routine", "gone: drop aggregate"},
     always,
     "programs that call {name} fail from here on",
     "",
     "release ones that do not, first"},
    {"drop-trigger",
     Severity::warning,
     "changes_meaning",
     {"gone: drop trigger"},
     nullptr,
     "trigger {name} of {table} does not run any more",
     "",
     "release programs that do without what it did, first"},
    {"drop-extension",
     Severity::warning,
     "breaks_clients",
     {"drop extension"},
     always,
     "the types and functions of extension {name} go",
     "",
     "release programs that do without them, first"},
    {"rename-object",
     Severity::warning,
     "breaks_clients",
     {"gone: rename object"},
     always,
     "programs that still say {object} fail from here on",
     "",
     ""},
    {"rename-schema",
     Severity::warning,
     "breaks_clients",
     {"rename schema"},
     always,
     "programs that still say schema {name} fail from here on",
     "",
     ""},
    {"move-table",
     Severity::warning,
     "breaks_clients",
     {"gone: set schema"},
     always,
     "programs that look for {table} fail from here on: it moves to schema {new}",
     "alter table {table} set schema {new};\ncreate view {table} as select * from {new}.{bare "
     "table}; -- in the same transaction",
     ""},
    {"rename-enum-value",
     Severity::warning,
     "breaks_clients",
     {"rename enum value"},
     always,
     "programs that still say {old} for enum {type} fail from here on",
     "alter type {type} add value {value} after {old};\n{then}\n-- change the rows, release "
     "programs that no longer say {old}",
     ""},
    {"enum-value-order",
     Severity::warning,
     "changes_meaning",
     {"add enum value"},
     [](const Action& action, const Context&) { return action.is("at the end"); },
     "{value} of enum {type} comes after all others: > and ORDER BY go by that",
     "alter type {type} add value {value} after '…'; -- or before",
     ""},
    {"json-column",
     Severity::warning,
     "may_fail",
     {"add column", "define column", "add column with volatile default", "change type",
      "change type in the catalogue"},
     is_json_column,
     "column {column} is json, which has no equality: SELECT DISTINCT and UNION fail on it",
     "{column} jsonb",
     ""},
    {"add-required-column",
     Severity::error,
     "may_fail",
     {"add required column"},
     nullptr,
     "column {column} is required and has no default: {table} must have no row",
     "alter table {table} add column {definition};\n-- give it a value in every row, then:\n"
     "alter table {table} add constraint {helper} check ({column} is not null) not valid;\n"
     "{then}\nalter table {table} validate constraint {helper};\n{then}\nalter table {table} "
     "alter column {column} set not null;\nalter table {table} drop constraint {helper};",
     "programs that insert without it fail from here on"},
    {"unique-index-may-fail",
     Severity::warning,
     "may_fail",
     {"create index", "create index concurrently"},
     [](const Action& action, const Context& context) {
       return action.is("unique") && in_use(action, context);
     },
     "unique {name}: rows of {table} that are alike stop it",
     "",
     "look for them before, with group by … having count(*) > 1; a concurrent build that fails "
     "leaves an invalid index behind, which has to be dropped"},
    {"narrower-type",
     Severity::warning,
     "may_fail",
     {"change type", "change type in the catalogue"},
     [](const Action& action, const Context& context) {
       return action.is("narrower") && in_use(action, context);
     },
     "{type} holds less than {column} of {table} may: {from}",
     "",
     "a value that does not fit stops it, or is cut; a check that is not valid yet, and then "
     "validated, tells before"},
    {"replica-identity",
     Severity::warning,
     "breaks_clients",
     {"replica identity"},
     nullptr,
     "who replicates {table} gets other rows from here on",
     "",
     "agree with them on the moment"},
    {"extension-update",
     Severity::warning,
     "changes_meaning",
     {"alter extension"},
     always,
     "extension {name} behaves as its new version does from here on",
     "",
     "try it elsewhere "
     "first, with the very version: alter extension {name} update to '…'"},
    {"access-change",
     Severity::warning,
     "breaks_clients",
     {"grant", "revoke", "create policy", "alter policy", "drop policy", "change rights",
      "change owner", "disable row level security", "force row level security"},
     nullptr,
     "it changes who may see or write what",
     "",
     "let somebody review it who knows the roles"},
    {"row-security-without-policy",
     Severity::error,
     "breaks_clients",
     {"row security without policy"},
     nullptr,
     "row level security of {table} without a policy: all but its owner see no row",
     "create policy … on {table} …; -- in the same transaction",
     ""},
    {"definer-without-search-path",
     Severity::warning,
     "privileges",
     {"definer without path"},
     always,
     "function {name} runs with its owner's rights and its caller's search_path",
     "create function {name} … security definer set search_path = '' …",
     ""},
    {"disable-triggers",
     Severity::warning,
     "may_fail",
     {"disable trigger"},
     [](const Action& action, const Context& context) { return in_use(action, context); },
     "{which} of {table} {verb} until it is enabled again",
     "",
     "what it would have refused or filled in stays as it is; foreign keys can be deferred"},
    {"copy-program",
     Severity::warning,
     "privileges",
     {"copy program"},
     always,
     "this runs a program on the server's machine, as the server",
     "",
     "psql's \\copy runs it where psql runs"},
    {"empty-view",
     Severity::warning,
     "breaks_clients",
     {"refresh materialized view"},
     [](const Action& action, const Context& context) {
       return action.is("without rows") && in_use(action, context);
     },
     "{view} has no rows from here on, and reading it is an error",
     "",
     ""},
    {"table-without-key",
     Severity::warning,
     "process",
     {"table without key"},
     always,
     "table {table} has no primary key: it cannot be replicated logically, nor its rows be told "
     "apart",
     "",
     ""},
};

}  // namespace

const std::vector<Rule>& postgresql_data_rules() { return data_rules; }

const std::vector<Rule>& postgresql_rules() {
  static const std::vector<Rule> all = [] {
    std::vector<Rule> rules = postgresql_data_rules();
    for (const std::vector<Rule>* more :
         {&postgresql_lock_rules(), &postgresql_partition_rules(), &postgresql_process_rules()})
      rules.insert(rules.end(), more->begin(), more->end());
    return rules;
  }();
  return all;
}

}  // namespace tenon::lint
