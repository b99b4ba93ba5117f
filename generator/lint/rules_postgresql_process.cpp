// The rules for PostgreSQL about how a migration runs: transactions, timeouts, names, rows.
#include <algorithm>
#include <initializer_list>

#include "base/text.hpp"
#include "lint/predicates.hpp"
#include "lint/rule.hpp"
#include "lint/rules_shared.hpp"

namespace tenon::lint {
namespace {

using base::Severity;

/// The first statement of a file that somebody else runs which may have others wait for it.
bool is_first_that_blocks(const Action& action, const Context& context) {
  return !context.is_runner() && !context.has_set("lock_timeout") && !context.has_blocked() &&
         has_others_wait(action, context);
}

bool is_first_that_lasts(const Action& action, const Context& context) {
  return !context.is_runner() && !context.has_set("statement_timeout") && !context.has_lasted() &&
         blocks(action, context) && is_long(action);
}

/// Names that are exchanged have to be so at once: the name that it gets is one that went here, or
/// the table got its own here.
bool ends_exchange(const Action& action, const Context& context) {
  if (action.kind != "rename table") return false;
  return came_before(context, "rename table", [&](const Action& done) {
    return done.word("old name") == action.word("new name") ||
           done.word("new name") == action.table.name;
  });
}

bool is_second_table(const Action& action, const Context& context) {
  return context.in_transaction() && blocks_readers(action, context) &&
         !ends_exchange(action, context) && came_in_transaction(context, [&](const Action& done) {
           return done.table != action.table && blocks_readers(done, context);
         });
}

bool follows_ddl(const Action& action, const Context& context) {
  const bool writes_many = action.kind != "insert" || action.is("from rows");
  return writes_many && in_use(action, context) &&
         came_in_transaction(context,
                             [&](const Action& done) { return blocks_readers(done, context); });
}

bool is_not_repeatable(const Action& action, const Context& context) {
  if (context.in_transaction() || !in_use(action, context)) return false;
  if (action.kind == "drop index concurrently") return !action.is("if exists");
  return !context.was_cleared(action.word("index name"));
}

bool has_no_schema(const Action& action, const Context& context) {
  const std::string named = action.word("table");
  return context.is_runner() && !context.has_set("search_path") && !action.table.name.empty() &&
         named.find('.') == std::string::npos && action.kind.rfind("drop index", 0) != 0 &&
         action.kind.rfind("gone: ", 0) != 0 && action.kind != "reindex" &&
         action.kind != "define column";
}

bool is_type(const Action& action, std::initializer_list<std::string_view> names) {
  const std::string type = action.word("type name");
  return std::find(names.begin(), names.end(), type) != names.end();
}

/// Where the table is known, and no key or index begins with the first column of the reference.
bool has_no_index(const Action& action, const Context& context) {
  const schema::Table* const table = context.find(action.table);
  const std::string column = action.word("first column");
  // Of revisions the models say which indexes there are.
  const bool is_known = table != nullptr && !column.empty() && !context.is_runner();
  if (!is_known || context.is_new(action.table)) return false;
  if (table->primary_key && table->primary_key->columns.front() == column) return false;
  for (const schema::Unique& unique : table->uniques)
    if (unique.columns.front() == column) return false;
  const auto goes = [&](const schema::Index& index) {
    const auto is_dropped = [&](const Action& done) {
      return done.word("index name") == index.name;
    };
    return came_before(context, "drop index", is_dropped) ||
           came_before(context, "drop index concurrently", is_dropped);
  };
  for (const schema::Index& index : table->indexes) {
    const bool begins = !index.parts.empty() && index.parts.front().column == column;
    if (begins && index.where.empty() && !goes(index)) return false;
  }
  const auto is_it = [&](const Action& done) {
    return done.table == action.table && done.word("first column") == column && !done.is("partial");
  };
  return !came_before(context, "create index", is_it) &&
         !came_before(context, "create index concurrently", is_it);
}

// Not inside a function, which would be as long as the table.
const std::vector<Rule> process_rules = {
    {"concurrently-in-transaction",
     Severity::error,
     "fails",
     {"create index concurrently", "drop index concurrently", "reindex concurrently",
      "detach partition concurrently", "vacuum", "vacuum full", "alter system", "drop database",
      "run alone"},
     [](const Action&, const Context& context) { return context.in_transaction(); },
     "PostgreSQL refuses this inside a transaction",
     "{outside}\n{statement};",
     ""},
    {"concurrently-in-transaction",
     Severity::error,
     "fails",
     {"add enum value"},
     [](const Action&, const Context& context) {
       return context.in_transaction() && context.version() < ServerVersion{12, 0};
     },
     "before version 12 PostgreSQL refuses this inside a transaction",
     "{outside}\n{statement};",
     ""},
    {"enum-value-in-transaction",
     Severity::error,
     "fails",
     {"new enum value"},
     always,
     "a value of an enum cannot be used in the transaction that adds it",
     "{then}\n{statement};",
     ""},
    {"newer-postgresql",
     Severity::error,
     "fails",
     {"new word"},
     always,
     "{word} needs PostgreSQL {since}, and this is {version}",
     "",
     ""},
    {"if-not-exists-over-invalid",
     Severity::warning,
     "may_fail",
     {"create index concurrently"},
     [](const Action& action, const Context& context) {
       return action.is("if not exists") && in_use(action, context) &&
              !context.was_cleared(action.word("index name"));
     },
     "IF NOT EXISTS takes the invalid index that a failed build leaves for the finished one",
     "{outside}\ndrop index concurrently if exists {qualified index};\n{without if};",
     ""},
    {"not-repeatable",
     Severity::warning,
     "may_fail",
     {"create index concurrently", "drop index concurrently"},
     is_not_repeatable,
     "outside of a transaction this cannot be run again after a stop",
     "{outside}\ndrop index concurrently if exists {qualified index};{then create}",
     ""},
    {"missing-lock-timeout",
     Severity::warning,
     "blocks_reads",
     {},
     is_first_that_blocks,
     "without a lock_timeout all who use {target} wait as long as this waits for its lock",
     "set lock_timeout = '5s'; -- and try again when it runs out",
     ""},
    {"missing-statement-timeout",
     Severity::warning,
     "blocks_reads",
     {},
     is_first_that_lasts,
     "without a statement_timeout nothing ends this while {target} is locked",
     "set statement_timeout = '15min';",
     ""},
    {"nested-transaction",
     Severity::error,
     "process",
     {"begin"},
     [](const Action&, const Context& context) { return context.in_block(); },
     "BEGIN inside of a transaction is a warning of the server, and the next COMMIT ends both",
     "savepoint …;",
     ""},
    open_transaction(),
    {"several-tables-in-transaction",
     Severity::warning,
     "blocks_reads",
     {},
     is_second_table,
     "{target} is locked while the transaction holds the lock of another table: whoever takes "
     "them the other way round is in a deadlock with it",
     "{then}\n{statement};",
     ""},
    {"rows-behind-ddl",
     Severity::warning,
     "blocks_reads",
     {"insert", "update", "delete"},
     follows_ddl,
     "{verb} of {table} goes on under the lock that this transaction has taken",
     "{then}\n{statement};",
     ""},
    {"every-row",
     Severity::warning,
     "blocks_writes",
     {"update", "delete"},
     [](const Action& action, const Context& context) {
       return action.is("every row") && in_use(action, context);
     },
     "{verb} of each row of {table} in one transaction: it locks them all until its end",
     "",
     "in batches by key: where id between $1 and $2, each in a transaction of its own"},
    {"unqualified-name",
     Severity::error,
     "fails",
     {},
     has_no_schema,
     "the runner's search_path is empty: {table} needs its schema",
     "public.{table}",
     ""},
    {"long-name",
     Severity::warning,
     "may_fail",
     {"long name"},
     always,
     "PostgreSQL cuts names at 63 bytes, and no error tells: {cut}",
     "",
     ""},
    {"duplicate-column",
     Severity::error,
     "fails",
     {"duplicate column"},
     always,
     "column {column} is named twice",
     "",
     ""},
    {"unnamed-constraint",
     Severity::warning,
     "process",
     {"add check", "add check not valid", "add foreign key", "add foreign key not valid",
      "add unique", "add primary key", "add exclude"},
     [](const Action& action, const Context&) { return !action.is("named"); },
     "the constraint has no name: the server makes one, which the way back cannot know",
     "alter table {table} add {clause};",
     ""},
    {"unindexed-reference",
     Severity::warning,
     "slows",
     {"add foreign key", "add foreign key not valid"},
     has_no_index,
     "no index begins with the columns of {name}: each row that goes from {parent} has all of "
     "{table} read",
     "{outside}\ncreate index concurrently on {table} ({key columns});",
     ""},
    // ---- types: in a file that is no revision, since models say what those have ------------
    {"narrow-key",
     Severity::warning,
     "may_fail",
     {"define column"},
     [](const Action& action, const Context& context) {
       return !context.is_runner() && action.is("key") &&
              is_type(action, {"int4", "int2", "serial", "smallserial", "serial4", "serial2"});
     },
     "key {column} ends at 2147483647 or before, and changing its type writes the table anew",
     "{column} bigint generated by default as identity primary key",
     ""},
    {"serial-column",
     Severity::warning,
     "process",
     {"define column"},
     [](const Action& action, const Context& context) {
       return !context.is_runner() && is_type(action, {"serial", "bigserial", "smallserial",
                                                       "serial4", "serial8", "serial2"});
     },
     "the sequence of serial column {column} has rights and a default of its own",
     "{column} bigint generated by default as identity",
     ""},
    {"padded-text",
     Severity::warning,
     "changes_meaning",
     {"define column", "add column", "change type", "change type in the catalogue"},
     [](const Action& action, const Context& context) {
       return !context.is_runner() && is_type(action, {"bpchar"});
     },
     "{column} is padded with blanks, which comparisons pass over",
     "{column} text",
     ""},
    {"limited-text",
     Severity::warning,
     "process",
     {"define column", "add column"},
     [](const Action& action, const Context& context) {
       return !context.is_runner() && action.is("limited") && is_type(action, {"varchar"});
     },
     "a smaller limit of {column} later writes the table anew",
     "{column} text check (char_length({column}) <= …)",
     ""},
    {"time-without-zone",
     Severity::warning,
     "changes_meaning",
     {"define column", "add column", "change type", "change type in the catalogue"},
     [](const Action& action, const Context& context) {
       return !context.is_runner() && is_type(action, {"timestamp"});
     },
     "{column} does not know of which zone its times are",
     "{column} timestamptz",
     ""},
    {"wide-index",
     Severity::warning,
     "process",
     {"create index", "create index concurrently"},
     [](const Action& action, const Context& context) {
       return !context.is_runner() && action.is("wide") && !action.is("unique");
     },
     "{name} has more than three columns: the last ones are rarely searched by",
     "",
     ""},
    {"unread-code",
     Severity::warning,
     "process",
     {"unread code", "call"},
     [](const Action& action, const Context&) { return !action.is("read"); },
     "nothing is known of what {what} does: no rule looks into it",
     "",
     ""},
    // ---- what lasts longer than its statement ----------------------------------------------
    {"search-path",
     Severity::warning,
     "changes_meaning",
     {"set"},
     [](const Action& action, const Context&) {
       return action.word("name") == "search_path" && !action.is("off") && !action.is("local") &&
              !action.word("value").empty();
     },
     "names without a schema mean others from here on",
     "set local search_path = …; -- or '', and the schema before each name",
     ""},
    {"replication-role",
     Severity::error,
     "may_fail",
     {"set"},
     [](const Action& action, const Context&) {
       return action.word("name") == "session_replication_role" && !action.is("off") &&
              action.word("value") != "origin";
     },
     "no foreign key is looked at from here on, and no trigger runs",
     "set constraints all deferred;",
     "rows that refer to nothing stay"},
    {"server-setting",
     Severity::warning,
     "breaks_clients",
     {"alter system", "change setting"},
     always,
     "a setting of {of} changes for whoever connects from here on",
     "set local … = …; -- for this transaction alone",
     ""},
};

}  // namespace

const std::vector<Rule>& postgresql_process_rules() { return process_rules; }

}  // namespace tenon::lint
