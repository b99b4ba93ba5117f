// What catalog.cpp asks PostgreSQL's system catalogue.
#pragma once

#include <string_view>

namespace tenon::introspect::postgresql::catalog {

// The schemas that are read, before each of the queries: the server looks at nothing else. $1 names
// them, one after the other; '' are all that are not the system's. $2 are tables: their names, and
// in the queries behind the one that finds them their numbers; '' are all.
inline constexpr std::string_view own = R"(
with own as (
  select oid, nspname::text as name
  from pg_catalog.pg_namespace
  where nspname !~ '^pg_' and nspname <> 'information_schema'
    and ($1 = '' or nspname::text = any(string_to_array($1, chr(31))))
))";

inline constexpr std::string_view tables = R"(
select c.oid::bigint, n.name, c.relname::text, c.relkind::text, coalesce(m.description, '')
from own n
join pg_catalog.pg_class c on c.relnamespace = n.oid
left join pg_catalog.pg_description m
  on m.classoid = 'pg_catalog.pg_class'::regclass and m.objoid = c.oid and m.objsubid = 0
where c.relkind in ('r', 'p', 'm', 'f', 'v')
  and ($2 = '' or c.relkind = 'v'
       or n.name || chr(30) || c.relname = any(string_to_array($2, chr(31))))
  and not c.relispartition
  and not exists (select 1 from pg_catalog.pg_depend d
                  where d.classid = 'pg_catalog.pg_class'::regclass and d.objid = c.oid
                    and d.deptype = 'e')
order by n.name collate "C", c.relname)";

inline constexpr std::string_view enums = R"(
select t.oid::bigint, n.name, t.typname::text,
       coalesce((select string_agg(e.enumlabel::text, chr(31) order by e.enumsortorder)
                 from pg_catalog.pg_enum e where e.enumtypid = t.oid), '')
from own n
join pg_catalog.pg_type t on t.typnamespace = n.oid
where t.typtype = 'e'
  and not exists (select 1 from pg_catalog.pg_depend d
                  where d.classid = 'pg_catalog.pg_type'::regclass and d.objid = t.oid
                    and d.deptype = 'e')
order by n.name collate "C", t.typname)";

// A query is shown without the names of schemas that are searched: those of the default one. The
// setting lasts as long as the statement.
inline constexpr std::string_view views = R"(,
path as (select set_config('search_path', 'public', true))
select c.oid::bigint, pg_get_viewdef(c.oid)
from own n
join pg_catalog.pg_class c on c.relnamespace = n.oid
cross join path
where c.relkind = 'v')";

inline constexpr std::string_view scratch_views = R"(
select c.oid::bigint, pg_get_viewdef(c.oid)
from own n
join pg_catalog.pg_class c on c.relnamespace = n.oid
where c.relkind = 'v')";

inline constexpr std::string_view columns = R"(
select a.attrelid::bigint, a.attname::text, format_type(a.atttypid, a.atttypmod), a.attnotnull,
       coalesce(pg_get_expr(d.adbin, d.adrelid), ''), a.attidentity::text, a.attgenerated::text,
       coalesce(m.description, ''), a.atttypid::bigint,
       case when o.oid is null then ''
            when n.nspname in ('pg_catalog', 'public') then o.collname::text
            else '"' || replace(n.nspname, '"', '""') || '"."' || replace(o.collname, '"', '""') ||
                 '"' end,
       s.oid is not null
from own
join pg_catalog.pg_class c on c.relnamespace = own.oid and c.relkind in ('r', 'p')
join pg_catalog.pg_attribute a on a.attrelid = c.oid
join pg_catalog.pg_type t on t.oid = a.atttypid
left join pg_catalog.pg_attrdef d on d.adrelid = a.attrelid and d.adnum = a.attnum
left join pg_catalog.pg_description m
  on m.classoid = 'pg_catalog.pg_class'::regclass and m.objoid = a.attrelid
     and m.objsubid = a.attnum
left join pg_catalog.pg_collation o on o.oid = a.attcollation and o.oid <> t.typcollation
left join pg_catalog.pg_namespace n on n.oid = o.collnamespace
left join (pg_catalog.pg_depend w join pg_catalog.pg_class s on s.oid = w.objid)
  on w.classid = 'pg_catalog.pg_class'::regclass and w.refobjid = a.attrelid
     and w.refobjsubid = a.attnum and w.deptype = 'a' and s.relkind = 'S' and a.attnotnull
     and pg_get_expr(d.adbin, d.adrelid) = format('nextval(%L::regclass)', s.oid::regclass)
where a.attnum > 0 and not a.attisdropped
  and ($2 = '' or a.attrelid = any(string_to_array($2, chr(31))::oid[]))
order by a.attrelid, a.attnum)";

inline constexpr std::string_view constraints = R"(
select c.conrelid::bigint, c.conname::text, c.contype::text,
       coalesce((select string_agg(a.attname::text, chr(31) order by k.position)
                 from unnest(c.conkey) with ordinality as k (number, position)
                 join pg_catalog.pg_attribute a on a.attrelid = c.conrelid and a.attnum = k.number),
                ''),
       coalesce((select string_agg(a.attname::text, chr(31) order by k.position)
                 from unnest(c.confkey) with ordinality as k (number, position)
                 join pg_catalog.pg_attribute a on a.attrelid = c.confrelid and a.attnum = k.number),
                ''),
       coalesce(fn.nspname::text, ''), coalesce(f.relname::text, ''),
       c.confdeltype::text, c.confupdtype::text,
       coalesce(pg_get_expr(c.conbin, c.conrelid), ''), c.condeferrable, c.condeferred
from own
join pg_catalog.pg_constraint c on c.connamespace = own.oid
left join pg_catalog.pg_class f on f.oid = c.confrelid
left join pg_catalog.pg_namespace fn on fn.oid = f.relnamespace
where c.conrelid <> 0 and c.conparentid = 0
  and ($2 = '' or c.conrelid = any(string_to_array($2, chr(31))::oid[]))
order by c.conrelid, c.oid)";

// A part is c and the column's name, or e and the expression.
inline constexpr std::string_view indexes = R"(
select i.indrelid::bigint, c.relname::text, i.indisunique, i.indisvalid,
       exists (select 1 from unnest(i.indclass::oid[]) as o (id)
               join pg_catalog.pg_opclass p on p.oid = o.id where not p.opcdefault),
       (select string_agg(case when k.number = 0
                               then 'e' || pg_get_indexdef(i.indexrelid, k.position::int, false)
                               else 'c' || a.attname::text end, chr(31) order by k.position)
        from unnest(i.indkey::int2[]) with ordinality as k (number, position)
        left join pg_catalog.pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.number
        where k.position <= i.indnkeyatts),
       coalesce((select string_agg(a.attname::text, chr(31) order by k.position)
                 from unnest(i.indkey::int2[]) with ordinality as k (number, position)
                 join pg_catalog.pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.number
                 where k.position > i.indnkeyatts), ''),
       array_to_string(i.indoption::int2[], chr(31)), m.amname::text,
       coalesce(pg_get_expr(i.indpred, i.indrelid), ''),
       exists (select 1
               from unnest(i.indcollation::oid[]) with ordinality as o (id, position)
               join unnest(i.indkey::int2[]) with ordinality as k (number, position)
                 using (position)
               join pg_catalog.pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.number
               where o.id <> 0 and o.id <> a.attcollation),
       case when i.indexprs is null then '' else pg_get_indexdef(i.indexrelid) end
from own
join pg_catalog.pg_class c on c.relnamespace = own.oid
join pg_catalog.pg_index i on i.indexrelid = c.oid
join pg_catalog.pg_am m on m.oid = c.relam
where not exists (select 1 from pg_catalog.pg_constraint k
                  where k.conindid = i.indexrelid and k.contype in ('p', 'u', 'x'))
  and ($2 = '' or i.indrelid = any(string_to_array($2, chr(31))::oid[]))
order by i.indrelid, c.oid)";

}  // namespace tenon::introspect::postgresql::catalog
