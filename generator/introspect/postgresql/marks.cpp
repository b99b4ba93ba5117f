// A row of PostgreSQL's catalogue has the number of the transaction that wrote it.
#include <cstdint>

#include "introspect/postgresql/catalog.hpp"

namespace tenon::introspect::postgresql {
namespace {

constexpr const char* table_marks_sql = R"(
with own as (
  select c.oid, n.nspname, c.relname, c.xmin
  from pg_catalog.pg_class c
  join pg_catalog.pg_namespace n on n.oid = c.relnamespace
  where c.relkind in ('r', 'p') and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
),
part as (
  select oid as own, 'c' || xmin::text as mark from own
  union all
  select a.attrelid, 'a' || a.attnum || ':' || a.xmin::text
  from pg_catalog.pg_attribute a join own on own.oid = a.attrelid where a.attnum > 0
  union all
  select d.adrelid, 'd' || d.oid || ':' || d.xmin::text
  from pg_catalog.pg_attrdef d
  union all
  select k.conrelid, 'k' || k.oid || ':' || k.xmin::text
  from pg_catalog.pg_constraint k where k.conrelid <> 0
  union all
  select i.indrelid, 'i' || i.indexrelid || ':' || i.xmin::text || ':' || c.xmin::text
  from pg_catalog.pg_index i
  join own on own.oid = i.indrelid
  join pg_catalog.pg_class c on c.oid = i.indexrelid
  union all
  select m.objoid, 'm' || m.objsubid || ':' || m.xmin::text
  from pg_catalog.pg_description m where m.classoid = 'pg_catalog.pg_class'::regclass
)
select own.oid::bigint, own.nspname::text, own.relname::text,
       sum(hashtextextended(part.mark, 0))::text
from own
join part on part.own = own.oid
group by own.oid, own.nspname, own.relname)";

constexpr const char* rest_marks_sql = R"(
select coalesce(sum(hashtextextended(part.mark, 0)), 0)::text
from (
  select 't' || oid || ':' || xmin::text as mark from pg_catalog.pg_type
  where oid >= 16384 and typtype in ('e', 'd')
  union all
  select 'e' || oid || ':' || xmin::text from pg_catalog.pg_enum
  union all
  select 'p' || oid || ':' || xmin::text from pg_catalog.pg_proc where oid >= 16384
  union all
  select 'n' || oid || ':' || xmin::text from pg_catalog.pg_namespace where oid >= 16384
  union all
  select 'o' || oid || ':' || xmin::text from pg_catalog.pg_collation where oid >= 16384
  union all
  select 'v' || oid || ':' || xmin::text from pg_catalog.pg_class
  where oid >= 16384 and relkind in ('v', 'm', 'f')
  union all
  select 'r' || oid || ':' || xmin::text from pg_catalog.pg_rewrite where oid >= 16384
) part)";

}  // namespace

Marks marks(Connection& connection) {
  Marks found;
  {
    Rows rows = connection.query(table_marks_sql);
    while (rows.next()) {
      const Row& row = rows.row();
      const auto space = row.get<std::string>(1);
      found.tables[{space == "public" ? "" : space, row.get<std::string>(2)}] =
          std::to_string(row.get<std::int64_t>(0)) + ":" + row.get<std::string>(3);
    }
  }
  Rows rows = connection.query(rest_marks_sql);
  if (rows.next()) found.rest = rows.row().get<std::string>(0);
  return found;
}

}  // namespace tenon::introspect::postgresql
