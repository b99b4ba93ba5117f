// The rules for PostgreSQL about tables that have partitions, as far as the text tells which those
// are.
#include <string>

#include "lint/predicates.hpp"
#include "lint/rule.hpp"

namespace tenon::lint {
namespace {

using base::Severity;

constexpr const char* refused = "{table} is partitioned, and PostgreSQL {refusal}";
constexpr const char* index_of_each =
    "{only form};\n{outside}\n{partition form}; -- of each partition\n{then}\n"
    "alter index {qualified index} attach partition …; -- each of these";
constexpr const char* key_of_each =
    "alter table … add {valid clause} not valid; -- to each partition\n{then}\nalter table … "
    "validate constraint {name};\n{then}\nalter table {table} add {valid clause}; -- takes theirs";
constexpr const char* constraint_of_each =
    "alter table only {table} add {clause};\n{outside}\ncreate unique index concurrently … on … "
    "({columns}); -- of each partition\n{then}\nalter table … add constraint … ";
const std::string attached = " using index …;\nalter index {name} attach partition …;";
const std::string unique_of_each = constraint_of_each + ("unique" + attached);
const std::string primary_of_each = constraint_of_each + ("primary key" + attached);

bool is_refused(const Action& action, const Context&) { return action.is("refused"); }
bool builds_on_each(const Action& action, const Context& context) {
  return in_use(action, context) && action.is("partitioned") && !action.is("on only");
}

// Not inside a function, which would be as long as the table.
const std::vector<Rule> partition_rules = {
    {"index-not-concurrent",
     Severity::warning,
     "blocks_writes",
     {"create index"},
     [](const Action& action, const Context& context) {
       return in_use(action, context) && action.is("partitioned") && !action.is("on only");
     },
     "{name} is built on each partition while nobody can write to {table}",
     index_of_each,
     ""},
    {"partitioned-refused",
     Severity::error,
     "fails",
     {"create index concurrently"},
     is_refused,
     refused,
     index_of_each,
     ""},
    {"partitioned-refused",
     Severity::error,
     "fails",
     {"drop index concurrently", "add unique using index", "add primary key using index",
      "add exclude", "detach partition concurrently"},
     is_refused,
     refused,
     "",
     "an index or a key goes on each partition first, concurrently, and is attached to one that "
     "was "
     "made ONLY on the table"},
    {"partitioned-refused",
     Severity::error,
     "fails",
     {"add foreign key not valid"},
     is_refused,
     refused,
     key_of_each,
     ""},
    {"add-unique",
     Severity::warning,
     "blocks_reads",
     {"add unique"},
     builds_on_each,
     "the index of {name} is built on each partition while nobody can use {table}",
     unique_of_each,
     "rows that are alike stop it: look for them before"},
    {"add-primary-key",
     Severity::warning,
     "blocks_reads",
     {"add primary key"},
     builds_on_each,
     "the index of {name} is built on each partition while nobody can use {table}",
     primary_of_each,
     "columns that may be NULL are read once more: make them NOT NULL before, by a check"},
    {"foreign-key-not-valid",
     Severity::warning,
     "blocks_writes",
     {"add foreign key"},
     [](const Action& action, const Context& context) {
       return in_use(action, context) && !action.is("proven") && action.is("partitioned");
     },
     "foreign key {name} reads each partition while nobody can write to {table} or to {parent}",
     key_of_each,
     ""},
    {"detach-partition",
     Severity::warning,
     "blocks_reads",
     {"detach partition"},
     nullptr,
     "{partition} is detached while nobody can use {table}",
     "{outside}\nalter table {table} detach partition {partition} concurrently;",
     "CONCURRENTLY is refused where there is a default partition, and came with PostgreSQL 14",
     {14, 0}},
    {"attach-partition",
     Severity::warning,
     "blocks_reads",
     {"attach partition"},
     [](const Action& action, const Context& context) {
       return !action.is("new partition") && !action.is("proven") &&
              (in_use(action, context) || !context.is_new(action.part));
     },
     "{partition} and the default partition are read whole while nobody can use them",
     "alter table {partition} add constraint {check} check (…) not valid; -- not null, and the "
     "bounds\n{then}\nalter table {partition} validate constraint {check};\n{then}\nalter table "
     "{table} attach partition {partition} {bound};\nalter table {partition} drop constraint "
     "{check};",
     "a check of the default partition that it has no such row saves its scan"},
    {"create-partition",
     Severity::warning,
     "blocks_reads",
     {"create partition"},
     nullptr,
     "partition {name} is made while nobody can use {table}",
     "create table {name} (like {table} including all);\n{then}\nalter table {table} attach "
     "partition {name} {bound};",
     "a default partition is read whole all the same, unless a check says that it has no such row"},
};

}  // namespace

const std::vector<Rule>& postgresql_partition_rules() { return partition_rules; }

}  // namespace tenon::lint
