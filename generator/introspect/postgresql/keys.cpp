// What the keys, indexes and numbered columns of tables are besides what a Schema says of them,
// where it changes which rows a table takes.
#include <string>
#include <vector>

#include <tenon/connection.hpp>

#include "introspect/postgresql/catalog.hpp"
#include "introspect/postgresql/search_path.hpp"
#include "schema/schema.hpp"

namespace tenon::introspect::postgresql {
namespace {

// What no server before 15 has is read through jsonb.
constexpr const char* keys_sql = R"(
with own as (
  select oid, nspname::text as name
  from pg_catalog.pg_namespace
  where nspname !~ '^pg_' and nspname <> 'information_schema'
)
select n.name, c.relname::text, found.one, found.says
from (
  select k.conrelid as id,
         case k.contype when 'f' then 'foreign key ' when 'c' then 'check ' else 'key ' end ||
         k.conname as one, p.what
  from own n
  join pg_catalog.pg_constraint k on k.connamespace = n.oid and k.conrelid <> 0
  cross join lateral (values
    (case when not k.convalidated then 'is not valid: rows that were there may break it' end),
    (case when k.contype in ('p', 'u') and k.condeferrable then 'is deferrable' end),
    (case when k.contype = 'c' and k.connoinherit then 'is not inherited' end),
    (case when k.contype = 'f' and k.confmatchtype = 'f' then 'is of the kind match full' end),
    (case when k.contype = 'f' and k.confdeltype in ('n', 'd') and
               to_jsonb(k) ->> 'confdelsetcols' is not null
          then 'sets some of its columns on delete' end)) as p (what)
  where k.contype in ('p', 'u', 'c', 'f') and k.conparentid = 0
  union all
  select i.indrelid, 'index ' || x.relname, 'takes NULLs for equal'
  from own n
  join pg_catalog.pg_class x on x.relnamespace = n.oid
  join pg_catalog.pg_index i on i.indexrelid = x.oid
  where i.indisunique and not i.indisprimary and not x.relispartition
    and (to_jsonb(i) ->> 'indnullsnotdistinct')::boolean
  union all
  select a.attrelid, 'column ' || a.attname, 'takes no number that is given'
  from own n
  join pg_catalog.pg_class x on x.relnamespace = n.oid and x.relkind in ('r', 'p')
  join pg_catalog.pg_attribute a on a.attrelid = x.oid and a.attidentity = 'a'
  union all
  -- A serial's does not follow its column to another type.
  select d.refobjid, 'column ' || a.attname,
         'is numbered by ' || x.relname || ', which ends at ' || s.seqmax
  from own n
  join pg_catalog.pg_class x on x.relnamespace = n.oid and x.relkind = 'S'
  join pg_catalog.pg_sequence s on s.seqrelid = x.oid
  join pg_catalog.pg_depend d
    on d.classid = 'pg_catalog.pg_class'::regclass and d.objid = x.oid
       and d.refclassid = d.classid and d.refobjsubid > 0 and d.deptype in ('a', 'i')
  join pg_catalog.pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
  where s.seqincrement > 0
    and s.seqmax < (case a.atttypid when 20 then 9223372036854775807 when 23 then 2147483647
                    else 0 end)
) as found (id, one, says)
join pg_catalog.pg_class c on c.oid = found.id
join own n on n.oid = c.relnamespace
where found.says is not null
order by n.name collate "C", c.relname, found.one, found.says)";

}  // namespace

std::vector<std::string> unsaid(Connection& connection, const schema::Schema& known) {
  std::vector<std::string> all;
  const SearchPath path{connection};
  Rows rows = connection.query(keys_sql);
  while (rows.next()) {
    const Row& row = rows.row();
    const auto space = row.get<std::string>(0);
    const std::string shown = space == "public" ? "" : space;
    const auto table = row.get<std::string>(1);
    if (known.find(shown, table) == nullptr) continue;
    all.push_back(row.get<std::string>(2) + " of " + schema::display_name(shown, table) + " " +
                  row.get<std::string>(3));
  }
  return all;
}

}  // namespace tenon::introspect::postgresql
