#include "migration/invalid_index.hpp"

#include <vector>

namespace tenon::detail {

bool leaves_invalid_index(const std::string& sql) {
  const bool creates = sql.compare(0, 6, "create") == 0 || sql.compare(0, 6, "CREATE") == 0;
  return creates && sql.find("oncurrently") != std::string::npos;
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
