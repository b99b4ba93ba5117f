// The rules for PostgreSQL about locks that last: builds, scans and tables that are written anew.
#include "lint/predicates.hpp"
#include "lint/rule.hpp"

namespace tenon::lint {
namespace {

using base::Severity;

/// An index that is no revision's, and need not be there: the rest of an attempt that failed.
bool may_be_left_over(const Action& action, const Context& context) {
  return context.unit().knows_schema && action.is("if exists") && action.table.name.empty();
}

/// In the transaction that added it.
bool is_validated_at_once(const Action& action, const Context& context) {
  return action.is("added here") || came_in_transaction(context, [&](const Action& done) {
           return done.table == action.table && done.kind.find("not valid") != std::string::npos &&
                  done.word("constraint") == action.word("constraint");
         });
}

constexpr const char* validated =
    "alter table {table} add {clause} not valid;\n{then}\nalter table {table} validate constraint "
    "{name};";
constexpr const char* indexed_first =
    "{outside}\n{clear}create unique index concurrently {name} on {table} "
    "({columns});\n{then}\nalter "
    "table {table} add constraint {name} ";

bool builds_at_once(const Action& action, const Context& context) {
  return in_use(action, context) && !action.is("partitioned");
}

const std::string unique_first = std::string{indexed_first} + "unique using index {name};";
const std::string primary_first = std::string{indexed_first} + "primary key using index {name};";
// Not inside a function, which would be as long as the table.
const std::vector<Rule> lock_rules = {
    {"volatile-default",
     Severity::warning,
     "rewrites",
     {"add column with volatile default"},
     nullptr,
     "the default of {column} has {table} written anew while nobody can use it",
     "alter table {table} add column {definition};\nalter table {table} alter column {column} "
     "set default {default};\n{then}\nupdate {table} set {column} = {default} where {column} is "
     "null; -- in batches{then required}",
     "it is another one for each row{why}"},
    {"index-not-concurrent",
     Severity::warning,
     "blocks_writes",
     {"create index"},
     [](const Action& action, const Context& context) {
       return in_use(action, context) && !action.is("partitioned") && !action.is("on only");
     },
     "{name} is built while nobody can write to {table}",
     "{outside}\n{clear}{concurrent form};",
     "of a partitioned table: only on it, concurrently on each partition, then attached"},
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
    {"add-unique",
     Severity::warning,
     "blocks_reads",
     {"add unique"},
     builds_at_once,
     "the index of {name} is built while nobody can use {table}",
     unique_first,
     "rows that are alike stop it: look for them before"},
    {"add-primary-key",
     Severity::warning,
     "blocks_reads",
     {"add primary key"},
     builds_at_once,
     "the index of {name} is built while nobody can use {table}",
     primary_first,
     "columns that may be NULL are read once more: make them NOT NULL before, by a check"},
    {"add-column-with-key",
     Severity::warning,
     "blocks_reads",
     {"add column with key"},
     nullptr,
     "the index of {name} is built while nobody can use {table}",
     "alter table {table} add column {definition};\n{outside}\n{clear}create unique index "
     "concurrently {name} on {table} ({column});\n{then}\nalter table {table} add constraint "
     "{name} {key} using index {name};",
     ""},
    {"add-exclude",
     Severity::warning,
     "blocks_reads",
     {"add exclude"},
     nullptr,
     "the index of {name} is built while nobody can use {table}",
     "",
     "there is no other way on a table with rows: fill a new table that has it, or choose a "
     "quiet "
     "hour and set lock_timeout and statement_timeout"},
    {"check-not-valid",
     Severity::warning,
     "blocks_reads",
     {"add check"},
     nullptr,
     "check {name} reads all of {table} while nobody can use it",
     validated,
     ""},
    {"check-not-valid",
     Severity::warning,
     "blocks_reads",
     {"add column with check"},
     nullptr,
     "check {name} reads all of {table} while nobody can use it, though its new column is empty",
     "alter table {table} add column {definition};\nalter table {table} add constraint {name} "
     "check {check} not valid;\n{then}\nalter table {table} validate constraint {name};",
     ""},
    {"foreign-key-not-valid",
     Severity::warning,
     "blocks_writes",
     {"add foreign key"},
     [](const Action& action, const Context& context) {
       return in_use(action, context) && !action.is("proven") && !action.is("partitioned");
     },
     "foreign key {name} reads all of {table} while nobody can write to it or to {parent}",
     validated,
     "on a partitioned table NOT VALID comes with PostgreSQL 18: before, add it to each partition "
     "so, validate it there, and then to the table, which takes theirs"},
    {"validate-in-one-transaction",
     Severity::warning,
     "blocks_reads",
     {"validate check", "validate foreign key"},
     is_validated_at_once,
     "{name} is validated in the transaction that added it: its lock stays all the while",
     "{then}\nalter table {table} validate constraint {name};",
     ""},
    {"validate-in-one-transaction",
     Severity::warning,
     "blocks_reads",
     {"validate check", "validate foreign key"},
     [](const Action& action, const Context& context) {
       return in_use(action, context) && !is_validated_at_once(action, context) &&
              came_in_transaction(context, [&](const Action& done) {
                return done.table == action.table && blocks_readers(done, context);
              });
     },
     "{name} is validated in a transaction that has locked {table} already, and keeps that lock",
     "{then}\nalter table {table} validate constraint {name};",
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
     "rows that hold NULL stop it: give them a value before; from PostgreSQL 12 on the check "
     "saves the second scan"},
    {"change-type",
     Severity::warning,
     "rewrites",
     {"change type"},
     nullptr,
     "the type {type} of {column} has {table} written anew while nobody can use it",
     "alter table {table} add column {new column} {type};\n-- write to both, fill it in batches, "
     "release programs that read {new column}, then drop {column}",
     "so does each of its indexes{unless}"},
    {"change-collation",
     Severity::warning,
     "rewrites",
     {"change collation of indexed column"},
     nullptr,
     "the collation of {column} has its indexes built anew while nobody can use {table}",
     "",
     "add a column with that collation, and an index concurrently"},
    {"add-serial-column",
     Severity::warning,
     "rewrites",
     {"add column of serial", "add column of identity"},
     nullptr,
     "column {column} numbers the rows: {table} is written anew while nobody can use it",
     "alter table {table} add column {column} bigint;\ncreate sequence {sequence} owned by "
     "{table}.{column};\nalter table {table} alter column {column} set default "
     "nextval('{sequence}');\n{then}\nupdate {table} set {column} = nextval('{sequence}') where "
     "{column} is null; -- in batches",
     ""},
    {"add-generated-column",
     Severity::warning,
     "rewrites",
     {"add column that is generated"},
     nullptr,
     "column {column} is computed and stored: {table} is written anew while nobody can "
     "use it",
     "alter table {table} add column {definition};\n-- a trigger that computes it, then the rows "
     "that are there, in batches",
     "from PostgreSQL 18 on a virtual one costs nothing"},
    {"add-checked-domain",
     Severity::warning,
     "rewrites",
     {"add column of checked domain"},
     nullptr,
     "the domain of {column} has a check: {table} is written anew while nobody can use "
     "it",
     "",
     "take the base type, and a check that is not valid first and validated later"},
    {"domain-check-not-valid",
     Severity::warning,
     "blocks_writes",
     {"alter domain add check"},
     always,
     "the check of {domain} reads {table} while nobody can write to it",
     "alter domain {domain} add constraint {name} check {check} not valid;\n{then}\nalter domain "
     "{domain} validate constraint {name};",
     "VALIDATE stops writers, too, before PostgreSQL 18, but nothing else of the transaction"},
    {"domain-set-not-null",
     Severity::warning,
     "blocks_writes",
     {"alter domain set not null"},
     always,
     "that {domain} is never NULL is looked for in {table} while nobody can write to it",
     "alter domain {domain} add constraint {name} check (value is not null) not valid;\n{then}\n"
     "alter domain {domain} validate constraint {name};",
     ""},
    {"new-table-references",
     Severity::warning,
     "blocks_writes",
     {"create table with foreign key"},
     always,
     "the new table refers to {parent}, which nobody can write to until all of this "
     "transaction is done",
     "-- without the foreign key, then\n{then}\nalter table {table} add {clause} not "
     "valid;\n{then}\n"
     "alter table {table} validate constraint {name};",
     ""},
    {"reindex-not-concurrent",
     Severity::warning,
     "blocks_writes",
     {"reindex", "reindex table"},
     nullptr,
     "{name} is built anew while nobody can write to {table}, nor read by its indexes",
     "{outside}\n{concurrent form};",
     "",
     {12, 0}},
    {"vacuum-full",
     Severity::warning,
     "rewrites",
     {"vacuum full", "cluster"},
     nullptr,
     "{verb} writes {table} anew while nobody can use it",
     "",
     "pg_repack and pg_squeeze do that beside the writers"},
    {"refresh-not-concurrent",
     Severity::warning,
     "blocks_reads",
     {"refresh materialized view"},
     nullptr,
     "{view} is filled anew while nobody can read it",
     "refresh materialized view concurrently {view};",
     "that needs a unique index on it"},
    {"create-trigger",
     Severity::warning,
     "blocks_writes",
     {"create trigger", "disable trigger", "enable trigger", "rename trigger", "create rule"},
     [](const Action& action, const Context& context) {
       return in_use(action, context) && !context.is_runner() && !context.has_set("lock_timeout");
     },
     "triggers of {table} change under a lock that stops its writers",
     "set lock_timeout = '5s';\n{statement};",
     ""},
    {"lock-table",
     Severity::warning,
     "blocks_writes",
     {"lock table in share mode", "lock table in share row exclusive mode",
      "lock table in exclusive mode", "lock table in access exclusive mode"},
     nullptr,
     "{table} is locked in {mode} mode until the transaction ends",
     "",
     "rows that are read FOR UPDATE are locked one by one"},
    {"set-logged",
     Severity::warning,
     "rewrites",
     {"set logged"},
     nullptr,
     "{table} is written anew while nobody can use it",
     "",
     "make a new table, and copy"},
    {"set-tablespace",
     Severity::warning,
     "rewrites",
     {"set tablespace", "set access method"},
     nullptr,
     "{table} is copied to another place while nobody can use it",
     "",
     "make a new table there, and copy"},
};

}  // namespace

const std::vector<Rule>& postgresql_lock_rules() { return lock_rules; }

}  // namespace tenon::lint
