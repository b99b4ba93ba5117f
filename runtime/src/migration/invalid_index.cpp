#include "migration/invalid_index.hpp"

#include <optional>
#include <string_view>

#include <tenon/error.hpp>

#include "migration/reindex.hpp"
#include "migration/sql_words.hpp"

namespace tenon::detail {
namespace {

/// What `create index concurrently name on table` says; "" is a name that it leaves out.
struct IndexBuild {
  std::string name;    ///< as the catalogue has it
  std::string table;   ///< as SQL spells it, with its schema
  std::string before;  ///< `create unique index `
  std::string behind;  ///< the table: ` using btree ("a")`
};

IndexBuild read_build(const std::string& sql) {
  SqlWords words{sql};
  IndexBuild build;
  SqlWord word = words.next();
  while (word.kind != SqlWord::Kind::end && !word.is("concurrently")) word = words.next();
  build.before = sql.substr(0, word.begin);
  word = words.next();
  if (word.is("if")) {
    for (int i = 0; i < 3; ++i) word = words.next();
  }
  if (!word.is("on")) {
    build.name = word.text;
    word = words.next();
  }
  word = words.next();
  if (word.is("only")) word = words.next();
  for (;;) {
    build.table += word.kind == SqlWord::Kind::quoted ? in_double_quotes(word.text) : word.text;
    build.behind = sql.substr(word.end);
    if (!words.next().is(".")) return build;
    build.table += '.';
    word = words.next();
  }
}

/// The name in `drop index concurrently if exists name`, as it is spelled; "" of another statement.
std::string cleared_index(const std::string& drop) {
  SqlWords words{drop};
  for (const char* const expected : {"drop", "index", "concurrently", "if", "exists"})
    if (!words.next().is(expected)) return {};
  return drop.substr(words.next().begin);
}

/// How the server spells what an index is over, by the SQL of its name.
std::string meaning_of(Connection& connection, const std::string& name) {
  Rows rows = connection.query(
      "select i.indisunique || pg_catalog.regexp_replace(\n"
      "  pg_catalog.pg_get_indexdef(i.indexrelid), '^.* USING ', '')\n"
      "from pg_catalog.pg_index i where i.indexrelid = pg_catalog.to_regclass($1)",
      {name});
  return rows.next() ? rows.row().get<std::string>(0) : std::string{};
}

/// As it would stand on a table without rows, which is gone again; "" where it cannot be made.
std::string meaning_of(Connection& connection, const IndexBuild& build) {
  std::string meaning;
  connection.begin();
  try {
    connection.execute("create temporary table tenon_table (like " + build.table + ")");
    connection.execute(build.before + "tenon_index on pg_temp.tenon_table" + build.behind);
    meaning = meaning_of(connection, "pg_temp.tenon_index");
  } catch (const Error& error) {
    if (!error.connection_usable()) throw;
  }
  connection.rollback();
  return meaning;
}

}  // namespace

bool leaves_invalid_index(const std::string& sql) {
  SqlWords words{sql};
  if (!words.next().is("create")) return false;
  SqlWord word = words.next();
  if (word.is("unique")) word = words.next();
  return word.is("index") && words.next().is("concurrently");
}

void refuse_others_index(Connection& connection, const std::string& drop,
                         const std::string& build) {
  if (connection.dialect() != Dialect::postgresql) return;
  const std::string name = cleared_index(drop);
  if (name.empty() || !leaves_invalid_index(build)) return;
  const std::string table = read_build(build).table;
  if (table.empty()) return;
  Rows rows = connection.query(
      "select pg_catalog.format('%I.%I', n.nspname, t.relname)\n"
      "from pg_catalog.pg_index i\n"
      "join pg_catalog.pg_class t on t.oid = i.indrelid\n"
      "join pg_catalog.pg_namespace n on n.oid = t.relnamespace\n"
      "where i.indexrelid = pg_catalog.to_regclass($1)\n"
      "  and i.indrelid <> pg_catalog.to_regclass($2)",
      {name, table});
  if (!rows.next()) return;
  throw Error{ErrorKind::migration,
              "there is an index " + name + " already, and it is one of " +
                  rows.row().get<std::string>(0) +
                  ", which is none of this revision's: rename it, or choose another name"};
}

StandingIndex standing_index(Connection& connection, const std::string& drop,
                             const std::string& build) {
  const std::string name = cleared_index(drop);
  const IndexBuild read = read_build(build);
  bool is_of_table = false;
  {
    Rows rows = connection.query(
        "select i.indrelid = pg_catalog.to_regclass($1)\n"
        "from pg_catalog.pg_index i\n"
        "where i.indexrelid = pg_catalog.to_regclass($2) and i.indisvalid",
        {read.table, name});
    if (!rows.next()) return StandingIndex::none;
    is_of_table = rows.row().get<std::optional<bool>>(0).value_or(false);
  }
  if (!is_of_table) return StandingIndex::another;
  const std::string meaning = meaning_of(connection, read);
  return !meaning.empty() && meaning == meaning_of(connection, name) ? StandingIndex::same
                                                                     : StandingIndex::another;
}

void refuse_another_index(const std::string& drop) {
  throw Error{ErrorKind::migration,
              "there is an index " + cleared_index(drop) +
                  " already, and it is not the one that this revision makes: rename it, or choose "
                  "another name"};
}

std::vector<std::string> invalid_indexes(Connection& connection, const std::string& sql) {
  std::vector<std::string> invalid = left_by_reindex(connection, sql);
  if (connection.dialect() != Dialect::postgresql || !leaves_invalid_index(sql)) return invalid;
  const IndexBuild build = read_build(sql);
  if (build.table.empty()) return invalid;
  Rows rows = connection.query(
      "select pg_catalog.format('%I.%I', n.nspname, c.relname)\n"
      "from pg_catalog.pg_index i\n"
      "join pg_catalog.pg_class c on c.oid = i.indexrelid\n"
      "join pg_catalog.pg_namespace n on n.oid = c.relnamespace\n"
      "where not i.indisvalid and c.relname = $1\n"
      "  and i.indrelid = pg_catalog.to_regclass($2)",
      {build.name, build.table});
  while (rows.next()) invalid.push_back(rows.row().get<std::string>(0));
  return invalid;
}

void drop_invalid_index(Connection& connection, const std::string& sql) {
  // IF NOT EXISTS would take it for the finished one. One that somebody else is building is its own
  // once that has ended.
  for (const std::string& index : invalid_indexes(connection, sql))
    connection.execute("drop index concurrently if exists " + index);
}

}  // namespace tenon::detail
