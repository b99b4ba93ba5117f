// The rules for PostgreSQL. Their numbers are those of no standard; squawk, Atlas and
// strong_migrations know most of them under other names.
#include "lint/rule.hpp"

namespace tenon::lint {
namespace {

using base::Severity;

bool in_use(const Action& action, const Context& context) { return !context.is_new(action.table); }

/// An index that is no revision's, and need not be there: the rest of an attempt that failed.
bool may_be_left_over(const Action& action, const Context& context) {
  return context.unit().knows_schema && action.is("if exists") && action.table.name.empty();
}

}  // namespace

const std::vector<Rule>& postgresql_rules() {
  static const std::vector<Rule> table = {
      // ---- data that goes ------------------------------------------------------------------
      {"drop-table",
       Severity::error,
       "loses_data",
       {"drop table"},
       nullptr,
       "table {table} goes with all its rows",
       "-- first, and wait until nobody misses it:\nalter table {table} rename to "
       "{bare};\n{then}\ndrop table {unused};",
       "tables that it refers to are locked likewise"},
      {"drop-column",
       Severity::error,
       "loses_data",
       {"drop column"},
       nullptr,
       "column {column} of {table} goes with its values",
       "",
       "programs that still read or write it fail from here on: release ones that do not, first"},
      // ---- indexes -------------------------------------------------------------------------
      {"index-not-concurrent",
       Severity::warning,
       "blocks_writes",
       {"create index"},
       nullptr,
       "{name} is built while nobody can write to {table}",
       "{outside}\n{concurrent form};",
       ""},
      {"drop-index-not-concurrent",
       Severity::warning,
       "blocks_reads",
       {"drop index"},
       [](const Action& action, const Context& context) {
         return in_use(action, context) && !may_be_left_over(action, context);
       },
       "index {name} is dropped under a lock that stops readers too",
       "{outside}\ndrop index concurrently if exists {name};",
       ""},
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
      // ---- constraints ---------------------------------------------------------------------
      {"check-not-valid",
       Severity::warning,
       "blocks_reads",
       {"add check"},
       nullptr,
       "check {name} reads all of {table} while nobody can use it",
       "alter table {table} add {clause} not valid;\n{then}\nalter table {table} validate "
       "constraint {name};",
       ""},
      {"foreign-key-not-valid",
       Severity::warning,
       "blocks_writes",
       {"add foreign key"},
       nullptr,
       "foreign key {name} reads all of {table} while nobody can write to it or to {parent}",
       "alter table {table} add {clause} not valid;\n{then}\nalter table {table} validate "
       "constraint {name};",
       ""},
      {"set-not-null",
       Severity::warning,
       "blocks_reads",
       {"set not null"},
       nullptr,
       "SET NOT NULL of {column} reads all of {table} while nobody can use it",
       "alter table {table} add constraint {helper} check ({column} is not null) not valid;\n"
       "{then}\nalter table {table} validate constraint {helper};\n{then}\nalter table {table} "
       "alter column {column} set not null;\nalter table {table} drop constraint {helper};",
       "rows that hold NULL stop it: give them a value before"},
      // ---- columns -------------------------------------------------------------------------
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
      {"volatile-default",
       Severity::warning,
       "rewrites",
       {"add column with volatile default"},
       nullptr,
       "the default of {column} differs from row to row: {table} is written anew",
       "alter table {table} add column {definition};\nalter table {table} alter column {column} "
       "set default {default};\n{then}\nupdate {table} set {column} = {default} where {column} is "
       "null; -- in batches{then required}",
       ""},
      {"change-type",
       Severity::warning,
       "rewrites",
       {"change type"},
       nullptr,
       "the type {type} of {column} has {table} written anew while nobody can use it",
       "alter table {table} add column {new column} {type};\n-- write to both, fill it in batches, "
       "release programs that read {new column}, then drop {column}",
       ""},
  };
  return table;
}

}  // namespace tenon::lint
