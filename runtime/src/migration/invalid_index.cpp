#include "migration/invalid_index.hpp"

#include <vector>

#include <tenon/error.hpp>

#include "migration/sql_words.hpp"

namespace tenon::detail {
namespace {

/// What `create index concurrently name on table` says; "" is a name that it leaves out.
struct IndexBuild {
  std::string name;   ///< as the catalogue has it
  std::string table;  ///< as SQL spells it, with its schema
};

IndexBuild read_build(const std::string& sql) {
  SqlWords words{sql};
  IndexBuild build;
  SqlWord word = words.next();
  while (word.kind != SqlWord::Kind::end && !word.is("concurrently")) word = words.next();
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
    if (!words.next().is(".")) return build;
    build.table += '.';
    word = words.next();
  }
}

}  // namespace

bool leaves_invalid_index(const std::string& sql) {
  const bool creates = sql.compare(0, 6, "create") == 0 || sql.compare(0, 6, "CREATE") == 0;
  return creates && sql.find("oncurrently") != std::string::npos;
}

void refuse_others_index(Connection& connection, const std::string& drop,
                         const std::string& build) {
  static const std::string begin = "drop index concurrently if exists ";
  if (connection.dialect() != Dialect::postgresql || drop.compare(0, begin.size(), begin) != 0)
    return;
  const std::string name = drop.substr(begin.size());
  if (!leaves_invalid_index(build)) return;
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

void drop_invalid_index(Connection& connection, const std::string& sql) {
  // IF NOT EXISTS would take it for the finished one.
  if (connection.dialect() != Dialect::postgresql || !leaves_invalid_index(sql)) return;
  const IndexBuild build = read_build(sql);
  if (build.table.empty()) return;
  std::vector<std::string> invalid;
  {
    Rows rows = connection.query(
        "select pg_catalog.format('%I.%I', n.nspname, c.relname)\n"
        "from pg_catalog.pg_index i\n"
        "join pg_catalog.pg_class c on c.oid = i.indexrelid\n"
        "join pg_catalog.pg_namespace n on n.oid = c.relnamespace\n"
        "where not i.indisvalid and c.relname = $1\n"
        "  and i.indrelid = pg_catalog.to_regclass($2)",
        {build.name, build.table});
    while (rows.next()) invalid.push_back(rows.row().get<std::string>(0));
  }
  for (const std::string& index : invalid) {
    connection.execute("drop index concurrently " + index);
  }
}

}  // namespace tenon::detail
