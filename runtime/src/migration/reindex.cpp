#include "migration/reindex.hpp"

#include "migration/sql_words.hpp"

namespace tenon::detail {
namespace {

/// What `reindex (verbose) table concurrently name` says.
struct Reindex {
  bool is_concurrent = false;
  std::string kind;      ///< index, table, schema, database
  std::string name;      ///< of a schema
  std::string spelling;  ///< of an index or a table, as SQL
};

/// Whether `concurrently` stands in the parentheses, and is not off; `word` is the first behind
/// them then.
bool read_options(SqlWords& words, SqlWord& word) {
  bool is_concurrent = false;
  if (!word.is("(")) return is_concurrent;
  while (word.kind != SqlWord::Kind::end && !word.is(")")) {
    const bool is_named = word.is("concurrently");
    word = words.next();
    if (is_named) is_concurrent = !word.is("false") && !word.is("off") && word.text != "0";
  }
  word = words.next();
  return is_concurrent;
}

Reindex read_reindex(const std::string& sql) {
  SqlWords words{sql};
  Reindex read;
  if (!words.next().is("reindex")) return read;
  SqlWord word = words.next();
  read.is_concurrent = read_options(words, word);
  read.kind = word.text;
  word = words.next();
  if (word.is("concurrently")) {
    read.is_concurrent = true;
    word = words.next();
  }
  read.name = word.text;
  read.spelling = sql.substr(word.begin);
  return read;
}

/// The tables of a query in parentheses, and what holds their long values.
std::string of_tables(const std::string& tables) {
  return "i.indrelid in (select pg_catalog.unnest(array[t.oid, t.reltoastrelid])\n"
         "  from pg_catalog.pg_class t where " +
         tables + ")";
}

/// Which of the leftovers, i, are the statement's; $1 is its name.
std::string condition(const Reindex& read) {
  const std::string named =
      "(select pg_catalog.to_regclass($1)\n"
      "  union all select relid from pg_catalog.pg_partition_tree(pg_catalog.to_regclass($1)))";
  if (read.kind == "table") return of_tables("t.oid in " + named);
  if (read.kind == "schema")
    return of_tables(
        "t.relnamespace = (select oid from pg_catalog.pg_namespace where nspname = $1)");
  // A name that grew too long was cut before its ending.
  if (read.kind == "index")
    return "exists (select from pg_catalog.pg_index o join pg_catalog.pg_class oc on oc.oid = "
           "o.indexrelid\n"
           "  where o.indrelid = i.indrelid and o.indexrelid in " +
           named +
           "\n  and pg_catalog.starts_with(oc.relname::pg_catalog.text,\n"
           "    pg_catalog.regexp_replace(c.relname, '_cc(new|old)[0-9]*$', '')))";
  return "$1::pg_catalog.text is not null";
}

}  // namespace

bool reindexes_concurrently(const std::string& sql) { return read_reindex(sql).is_concurrent; }

std::vector<std::string> left_by_reindex(Connection& connection, const std::string& sql) {
  const Reindex read = read_reindex(sql);
  std::vector<std::string> left;
  if (!read.is_concurrent || connection.dialect() != Dialect::postgresql) return left;
  Rows rows = connection.query(
      "select pg_catalog.format('%I.%I', n.nspname, c.relname)\n"
      "from pg_catalog.pg_index i\n"
      "join pg_catalog.pg_class c on c.oid = i.indexrelid\n"
      "join pg_catalog.pg_namespace n on n.oid = c.relnamespace\n"
      "where not i.indisvalid and c.relname ~ '_cc(new|old)[0-9]*$'\n"
      "  and " +
          condition(read),
      {read.kind == "schema" ? read.name : read.spelling});
  while (rows.next()) left.push_back(rows.row().get<std::string>(0));
  return left;
}

}  // namespace tenon::detail
