#include "introspect/columns.hpp"

#include <tenon/error.hpp>

#include "base/text.hpp"
#include "introspect/postgresql/search_path.hpp"
#include "schema/schema.hpp"

namespace tenon::introspect {
namespace {

/// 16384: FirstNormalObjectId, from which on objects are not the server's own.
constexpr const char* postgresql_sql = R"(
select n.nspname::text, c.relname::text, a.attname::text,
  case when coalesce(base.oid, t.oid) >= 16384 then ''
       else pg_catalog.format_type(coalesce(base.oid, t.oid), null) end
from pg_catalog.pg_attribute a
join pg_catalog.pg_class c on c.oid = a.attrelid
join pg_catalog.pg_namespace n on n.oid = c.relnamespace
join pg_catalog.pg_type t on t.oid = a.atttypid
left join pg_catalog.pg_type base on base.oid = t.typbasetype and t.typtype = 'd'
where c.relkind in ('r', 'p', 'v', 'm', 'f') and a.attnum > 0 and not a.attisdropped
  and n.nspname !~ '^pg_' and n.nspname <> 'information_schema')";

constexpr const char* postgresql_order_sql = R"(
select n.nspname::text, c.relname::text, a.attname::text
from pg_catalog.pg_attribute a
join pg_catalog.pg_class c on c.oid = a.attrelid
join pg_catalog.pg_namespace n on n.oid = c.relnamespace
where c.relkind in ('r', 'p', 'v', 'm', 'f') and a.attnum > 0 and not a.attisdropped
  and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
order by a.attrelid, a.attnum)";

/// Calls `take` with each column's table, name and type. A view whose query SQLite does not take
/// any more has none.
template <class Take>
void each_of_sqlite(Connection& connection, Take take) {
  std::vector<std::string> names;
  {
    Rows rows = connection.query(
        "select name from sqlite_master where type in ('table', 'view') order by name");
    while (rows.next()) names.push_back(rows.row().get<std::string>(0));
  }
  for (const std::string& name : names) {
    try {
      Rows rows = connection.query(
          "select name, lower(type) from pragma_table_xinfo($1) order by cid", {name});
      while (rows.next())
        take(name, rows.row().get<std::string>(0), rows.row().get<std::string>(1));
    } catch (const Error& error) {
      if (!error.connection_usable()) throw;
    }
  }
}

}  // namespace

std::map<std::string, ColumnTypes> columns(Connection& connection) {
  std::map<std::string, ColumnTypes> found;
  if (connection.dialect() == Dialect::sqlite) {
    each_of_sqlite(connection, [&](const auto& table, const auto& column, const auto& type) {
      found[base::to_lower(table)][base::to_lower(column)] = type;
    });
    return found;
  }
  const postgresql::SearchPath path{connection};
  Rows rows = connection.query(postgresql_sql);
  while (rows.next()) {
    const Row& row = rows.row();
    const auto schema = row.get<std::string>(0);
    found[schema::display_name(schema == "public" ? "" : schema, row.get<std::string>(1))]
         [row.get<std::string>(2)] = row.get<std::string>(3);
  }
  return found;
}

std::map<std::string, std::vector<std::string>> column_orders(Connection& connection) {
  std::map<std::string, std::vector<std::string>> found;
  if (connection.dialect() == Dialect::sqlite) {
    each_of_sqlite(connection, [&](const auto& table, const auto& column, const auto&) {
      found[table].push_back(column);
    });
    return found;
  }
  Rows rows = connection.query(postgresql_order_sql);
  while (rows.next()) {
    const Row& row = rows.row();
    const auto schema = row.get<std::string>(0);
    found[schema::display_name(schema == "public" ? "" : schema, row.get<std::string>(1))]
        .push_back(row.get<std::string>(2));
  }
  return found;
}

}  // namespace tenon::introspect
