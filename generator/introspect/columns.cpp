#include "introspect/columns.hpp"

#include "base/text.hpp"
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

constexpr const char* sqlite_sql = R"(
select m.name, c.name, lower(c.type)
from sqlite_master m, pragma_table_xinfo(m.name) c
where m.type in ('table', 'view'))";

}  // namespace

std::map<std::string, ColumnTypes> columns(Connection& connection) {
  std::map<std::string, ColumnTypes> found;
  const bool is_sqlite = connection.dialect() == Dialect::sqlite;
  Rows rows = connection.query(is_sqlite ? sqlite_sql : postgresql_sql);
  while (rows.next()) {
    const Row& row = rows.row();
    if (is_sqlite) {
      found[base::to_lower(row.get<std::string>(0))][base::to_lower(row.get<std::string>(1))] =
          row.get<std::string>(2);
      continue;
    }
    const auto schema = row.get<std::string>(0);
    found[schema::display_name(schema == "public" ? "" : schema, row.get<std::string>(1))]
         [row.get<std::string>(2)] = row.get<std::string>(3);
  }
  return found;
}

std::map<std::string, std::vector<std::string>> column_orders(Connection& connection) {
  constexpr const char* postgresql = R"(
select n.nspname::text, c.relname::text, a.attname::text
from pg_catalog.pg_attribute a
join pg_catalog.pg_class c on c.oid = a.attrelid
join pg_catalog.pg_namespace n on n.oid = c.relnamespace
where c.relkind in ('r', 'p', 'v', 'm', 'f') and a.attnum > 0 and not a.attisdropped
  and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
order by a.attrelid, a.attnum)";
  constexpr const char* sqlite = R"(
select '', m.name, c.name
from sqlite_master m, pragma_table_xinfo(m.name) c
where m.type in ('table', 'view')
order by m.name, c.cid)";
  std::map<std::string, std::vector<std::string>> found;
  Rows rows = connection.query(connection.dialect() == Dialect::sqlite ? sqlite : postgresql);
  while (rows.next()) {
    const Row& row = rows.row();
    const auto schema = row.get<std::string>(0);
    found[schema::display_name(schema == "public" ? "" : schema, row.get<std::string>(1))]
        .push_back(row.get<std::string>(2));
  }
  return found;
}

}  // namespace tenon::introspect
