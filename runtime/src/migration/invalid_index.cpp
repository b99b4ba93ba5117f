#include "migration/invalid_index.hpp"

#include <vector>

#include <tenon/error.hpp>

namespace tenon::detail {

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
  Rows rows = connection.query(
      "select pg_catalog.format('%I.%I', n.nspname, t.relname)\n"
      "from pg_catalog.pg_index i\n"
      "join pg_catalog.pg_class t on t.oid = i.indrelid\n"
      "join pg_catalog.pg_namespace n on n.oid = t.relnamespace\n"
      "where i.indexrelid = pg_catalog.to_regclass($1)\n"
      "  and pg_catalog.strpos($2, '\"' || t.relname::pg_catalog.text || '\"') = 0",
      {name, build});
  if (!rows.next()) return;
  throw Error{ErrorKind::migration,
              "there is an index " + name + " already, and it is one of " +
                  rows.row().get<std::string>(0) +
                  ", which is none of this revision's: rename it, or choose another name"};
}

void drop_invalid_index(Connection& connection, const std::string& sql) {
  // IF NOT EXISTS would take it for the finished one.
  if (connection.dialect() != Dialect::postgresql || !leaves_invalid_index(sql)) return;
  std::vector<std::string> invalid;
  {
    Rows rows = connection.query(
        "select pg_catalog.format('%I.%I', n.nspname, c.relname)\n"
        "from pg_catalog.pg_index i\n"
        "join pg_catalog.pg_class c on c.oid = i.indexrelid\n"
        "join pg_catalog.pg_class t on t.oid = i.indrelid\n"
        "join pg_catalog.pg_namespace n on n.oid = c.relnamespace\n"
        "where not i.indisvalid\n"
        "  and pg_catalog.strpos($1, '\"' || c.relname::pg_catalog.text || '\"') > 0\n"
        "  and pg_catalog.strpos($1, '\"' || t.relname::pg_catalog.text || '\"') > 0",
        {sql});
    while (rows.next()) invalid.push_back(rows.row().get<std::string>(0));
  }
  for (const std::string& index : invalid) {
    connection.execute("drop index concurrently " + index);
  }
}

}  // namespace tenon::detail
