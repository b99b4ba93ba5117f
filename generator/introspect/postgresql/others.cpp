// What a PostgreSQL database has besides tables, columns, keys, indexes, enums and views.
#include "introspect/introspect.hpp"
#include "introspect/postgresql/catalog.hpp"

namespace tenon::introspect::postgresql {
namespace {

// regclass and its like name a schema where the search_path does not find it. What an extension
// brought depends on it with e; what is of somebody's schema is not the system's.
constexpr const char* others_sql = R"(
with own as (
  select oid from pg_catalog.pg_namespace
  where nspname !~ '^pg_' and nspname <> 'information_schema'
), brought as (
  select classid, objid from pg_catalog.pg_depend where deptype = 'e'
)
select what from (
  select 1 as place, 'table ' || c.oid::regclass::text || ' is partitioned by ' ||
         pg_get_partkeydef(c.oid) as what
  from pg_catalog.pg_class c join own o on o.oid = c.relnamespace
  where c.relkind = 'p' and not c.relispartition
  union all
  select 2, 'partition ' || i.inhrelid::regclass::text || ' of ' || i.inhparent::regclass::text
  from pg_catalog.pg_inherits i join pg_catalog.pg_class c on c.oid = i.inhrelid
  join own o on o.oid = c.relnamespace
  where c.relispartition and c.relkind in ('r', 'p')
  union all
  select 3, 'table ' || i.inhrelid::regclass::text || ' inherits from ' ||
         i.inhparent::regclass::text
  from pg_catalog.pg_inherits i join pg_catalog.pg_class c on c.oid = i.inhrelid
  join own o on o.oid = c.relnamespace
  where not c.relispartition and c.relkind = 'r'
  union all
  select 4, 'constraint ' || k.conname || ' of ' || k.conrelid::regclass::text || ' is ' ||
         case when not k.convalidated then 'not valid'
              when k.contype in ('p', 'u') then 'deferrable'
              when k.confmatchtype = 'f' then 'of the kind match full'
              else 'on delete set null or default of some columns' end
  from pg_catalog.pg_constraint k join own o on o.oid = k.connamespace
  where k.conrelid <> 0 and k.conparentid = 0
    and (not k.convalidated or (k.contype in ('p', 'u') and k.condeferrable) or
         k.confmatchtype = 'f' or to_jsonb(k) ->> 'confdelsetcols' is not null)
  union all
  select 5, 'index ' || i.indexrelid::regclass::text || ' takes NULLs for equal'
  from pg_catalog.pg_index i join pg_catalog.pg_class c on c.oid = i.indexrelid
  join own o on o.oid = c.relnamespace
  where (to_jsonb(i) ->> 'indnullsnotdistinct')::boolean
  union all
  select 6, 'trigger ' || t.tgname || ' of ' || t.tgrelid::regclass::text
  from pg_catalog.pg_trigger t join pg_catalog.pg_class c on c.oid = t.tgrelid
  join own o on o.oid = c.relnamespace
  where not t.tgisinternal and t.tgparentid = 0
  union all
  select 7, 'rule ' || r.rulename || ' of ' || r.ev_class::regclass::text
  from pg_catalog.pg_rewrite r join pg_catalog.pg_class c on c.oid = r.ev_class
  join own o on o.oid = c.relnamespace
  where r.rulename <> '_RETURN'
    and (('pg_catalog.pg_class'::regclass, c.oid)) not in (select classid, objid from brought)
  union all
  select 8, 'policy ' || p.polname || ' of ' || p.polrelid::regclass::text
  from pg_catalog.pg_policy p
  union all
  select 9, case t.typtype when 'd' then 'domain ' when 'r' then 'range type '
                           else 'composite type ' end || t.oid::regtype::text
  from pg_catalog.pg_type t join own o on o.oid = t.typnamespace
  left join pg_catalog.pg_class c on c.oid = t.typrelid
  where (t.typtype in ('d', 'r') or (t.typtype = 'c' and c.relkind = 'c'))
    and ('pg_catalog.pg_type'::regclass, t.oid) not in (select classid, objid from brought)
  union all
  select 10, 'sequence ' || c.oid::regclass::text
  from pg_catalog.pg_class c join own o on o.oid = c.relnamespace
  where c.relkind = 'S'
    and ('pg_catalog.pg_class'::regclass, c.oid) not in (select classid, objid from brought)
    and not exists (select 1 from pg_catalog.pg_depend d
                    where d.classid = 'pg_catalog.pg_class'::regclass and d.objid = c.oid
                      and d.deptype in ('a', 'i') and d.refobjsubid <> 0)
  union all
  select 11, 'function ' || p.oid::regprocedure::text
  from pg_catalog.pg_proc p join own o on o.oid = p.pronamespace
  where ('pg_catalog.pg_proc'::regclass, p.oid) not in (select classid, objid from brought)
) as all_of_them
order by place, what)";

}  // namespace

std::vector<std::string> others(Connection& connection) {
  std::vector<std::string> all;
  Rows rows = connection.query(others_sql);
  while (rows.next()) all.push_back(rows.row().get<std::string>(0));
  return all;
}

}  // namespace tenon::introspect::postgresql
