// What a PostgreSQL database has besides tables, columns, keys, indexes, enums and views.
#include "introspect/introspect.hpp"
#include "introspect/postgresql/catalog.hpp"
#include "introspect/postgresql/search_path.hpp"

namespace tenon::introspect::postgresql {
namespace {

// regclass and its like name a schema where the search_path does not find it. What an extension
// brought depends on it with e; what is of somebody's schema is not the system's, and the system's
// own objects have numbers below 16384 (FirstNormalObjectId).
constexpr const char* common_sql = R"(
with own as (
  select oid from pg_catalog.pg_namespace
  where nspname !~ '^pg_' and nspname <> 'information_schema'
), brought as (
  select classid, objid from pg_catalog.pg_depend where deptype = 'e'
), relation as (
  select c.* from pg_catalog.pg_class c join own o on o.oid = c.relnamespace
  where ('pg_catalog.pg_class'::regclass, c.oid) not in (select classid, objid from brought)
)
)";

/// What tables, keys, indexes, columns and views are besides what a Schema says of them.
constexpr const char* properties_sql = R"(
select what from (
  select 1 as place, 'table ' || c.oid::regclass::text || ' is partitioned by ' ||
         pg_get_partkeydef(c.oid) as what
  from relation c
  where c.relkind = 'p' and not c.relispartition
  union all
  select 2, 'partition ' || i.inhrelid::regclass::text || ' of ' || i.inhparent::regclass::text
  from pg_catalog.pg_inherits i join relation c on c.oid = i.inhrelid
  where c.relispartition and c.relkind in ('r', 'p', 'f')
  union all
  select 3, 'table ' || i.inhrelid::regclass::text || ' inherits from ' ||
         i.inhparent::regclass::text
  from pg_catalog.pg_inherits i join relation c on c.oid = i.inhrelid
  where not c.relispartition and c.relkind = 'r'
  union all
  select 4, 'constraint ' || k.conname || ' of ' || k.conrelid::regclass::text || ' is ' || p.what
  from pg_catalog.pg_constraint k join relation c on c.oid = k.conrelid
  left join pg_catalog.pg_index i on i.indexrelid = k.conindid and k.contype in ('p', 'u')
  cross join lateral (values
    (case when not k.convalidated then 'not valid' end),
    (case when k.contype in ('p', 'u') and k.condeferrable then 'deferrable' end),
    (case when k.contype = 'c' and k.connoinherit then 'no inherit' end),
    (case when i.indnatts > i.indnkeyatts then 'over an index that includes more columns' end),
    (case when k.contype = 'f' and k.confmatchtype = 'f' then 'of the kind match full' end),
    (case when to_jsonb(k) ->> 'confdelsetcols' is not null
          then 'on delete set null or default of some columns' end)) as p (what)
  where k.conparentid = 0 and p.what is not null
  union all
  select 5, 'index ' || c.oid::regclass::text || ' ' || p.what
  from pg_catalog.pg_index i join relation c on c.oid = i.indexrelid
  left join pg_catalog.pg_tablespace s on s.oid = c.reltablespace
  cross join lateral (values
    (case when (to_jsonb(i) ->> 'indnullsnotdistinct')::boolean then 'takes NULLs for equal' end),
    (case when i.indisclustered then 'is the one that its table is clustered by' end),
    (case when i.indisreplident then 'is the replica identity of its table' end),
    ('has the storage parameters ' || array_to_string(c.reloptions, ', ')),
    ('is in tablespace ' || s.spcname),
    ((select 'has parameters of its operator class: ' || string_agg(o, ', ')
      from pg_catalog.pg_attribute a cross join lateral unnest(a.attoptions) as o
      where a.attrelid = c.oid and o not like 'pg\_%'))) as p (what)
  where not c.relispartition and p.what is not null
  union all
  select 6, case c.relkind when 'v' then 'view ' when 'm' then 'materialized view '
                           else 'table ' end || c.oid::regclass::text || ' ' || p.what
  from relation c
  left join pg_catalog.pg_tablespace s on s.oid = c.reltablespace
  left join pg_catalog.pg_am m on m.oid = c.relam and m.amname <> 'heap'
  cross join lateral (values
    (case when c.relpersistence = 'u' then 'is unlogged' end),
    (case when c.relrowsecurity then 'has row level security' end),
    (case when c.relforcerowsecurity then 'has row level security for its owner, too' end),
    (case when c.relkind in ('r', 'p')
          then (case c.relreplident when 'f' then 'has the replica identity full'
                                    when 'n' then 'has no replica identity' end) end),
    ('is of type ' || nullif(c.reloftype, 0)::regtype::text),
    (case when c.relkind = 'v' then 'has the options ' else 'has the storage parameters ' end ||
     array_to_string(c.reloptions, ', ')),
    ('is kept by ' || m.amname),
    ('is in tablespace ' || s.spcname)) as p (what)
  where c.relkind in ('r', 'p', 'v', 'm') and not c.relispartition and p.what is not null
  union all
  select 7, 'column ' || a.attrelid::regclass::text || '.' || a.attname || ' ' || p.what
  from pg_catalog.pg_attribute a
  join relation c on c.oid = a.attrelid and c.relkind in ('r', 'p') and not c.relispartition
  join pg_catalog.pg_type t on t.oid = a.atttypid
  -- pg_get_serial_sequence() asks for rights on the schema.
  left join lateral (
    select s.* from pg_catalog.pg_depend d join pg_catalog.pg_sequence s on s.seqrelid = d.objid
    where d.classid = 'pg_catalog.pg_class'::regclass and d.refclassid = d.classid
      and d.refobjid = a.attrelid and d.refobjsubid = a.attnum and d.deptype in ('a', 'i')
    order by d.objid limit 1) as q on a.atttypid in (20, 21, 23)
  cross join lateral (values
    (case when a.attidentity = 'a' then 'takes no number that is given' end),
    (case when q.seqstart <> 1 or q.seqincrement <> 1 or q.seqmin <> 1 or q.seqcache <> 1 or
               q.seqcycle or q.seqmax <> (case a.atttypid when 21 then 32767 when 23 then 2147483647
                                          else 9223372036854775807 end)
          then format('counts from %s by %s, %s to %s', q.seqstart, q.seqincrement, q.seqmin,
                      q.seqmax) end),
    (case when a.attstorage <> t.typstorage
          then 'has the storage ' ||
               (case a.attstorage when 'p' then 'plain' when 'e' then 'external' when 'm' then 'main'
                                  else 'extended' end) end),
    ('has the compression ' || (case to_jsonb(a) ->> 'attcompression' when 'p' then 'pglz'
                                when 'l' then 'lz4' end)),
    ('has the statistics target ' || (case when a.attstattarget >= 0 then a.attstattarget end)),
    ('has the options ' || (select string_agg(o, ', ') from unnest(a.attoptions) as o
                            where o not like 'pg\_%'))) as p (what)
  where a.attnum > 0 and not a.attisdropped and p.what is not null
  union all
  select 8, 'privileges on tables and views are granted: ' || count(*)
  from relation c
  where c.relkind in ('r', 'p', 'v')
    and (c.relacl is not null or
         exists (select 1 from pg_catalog.pg_attribute a
                 where a.attrelid = c.oid and a.attacl is not null))
  having count(*) > 0
) as all_of_them
order by place, what)";

/// What stands in a database beside tables and views. An index, a sequence and the columns of a
/// view have comments that nothing of a Schema's has.
constexpr const char* objects_sql = R"(
select what from (
  select 11 as place, 'trigger ' || t.tgname || ' of ' || t.tgrelid::regclass::text as what
  from pg_catalog.pg_trigger t join relation c on c.oid = t.tgrelid
  where not t.tgisinternal and t.tgparentid = 0
  union all
  select 12, 'rule ' || r.rulename || ' of ' || r.ev_class::regclass::text
  from pg_catalog.pg_rewrite r join relation c on c.oid = r.ev_class
  where r.rulename <> '_RETURN'
  union all
  select 13, 'policy ' || p.polname || ' of ' || p.polrelid::regclass::text
  from pg_catalog.pg_policy p join relation c on c.oid = p.polrelid
  union all
  select 14, 'index ' || i.indexrelid::regclass::text || ' of materialized view ' ||
         c.oid::regclass::text
  from pg_catalog.pg_index i join relation c on c.oid = i.indrelid
  where c.relkind = 'm'
  union all
  select 15, case t.typtype when 'd' then 'domain ' when 'r' then 'range type '
                            when 'c' then 'composite type ' else 'type ' end || t.oid::regtype::text
  from pg_catalog.pg_type t join own o on o.oid = t.typnamespace
  left join pg_catalog.pg_class c on c.oid = t.typrelid
  where (t.typtype in ('d', 'r') or (t.typtype = 'c' and c.relkind = 'c') or
         (t.typtype = 'b' and t.typelem = 0) or (t.typtype = 'p' and not t.typisdefined))
    and ('pg_catalog.pg_type'::regclass, t.oid) not in (select classid, objid from brought)
  union all
  -- Those that number a key are said by it.
  select 16, 'sequence ' || c.oid::regclass::text || coalesce(' of ' || of.what, '')
  from relation c
  left join lateral (
    select d.refobjid::regclass::text || '.' || a.attname as what, d.deptype, k.conkey
    from pg_catalog.pg_depend d
    join pg_catalog.pg_attribute a on a.attrelid = d.refobjid and a.attnum = d.refobjsubid
    left join pg_catalog.pg_constraint k
      on k.conrelid = d.refobjid and k.contype = 'p' and k.conkey = array[a.attnum]
    where d.classid = 'pg_catalog.pg_class'::regclass and d.objid = c.oid
      and d.deptype in ('a', 'i') and d.refobjsubid <> 0) as of on true
  where c.relkind = 'S' and (of.what is null or (of.deptype = 'a' and of.conkey is null))
  union all
  select 17, case p.prokind when 'p' then 'procedure ' when 'a' then 'aggregate '
                            else 'function ' end || p.oid::regprocedure::text
  from pg_catalog.pg_proc p join own o on o.oid = p.pronamespace
  where ('pg_catalog.pg_proc'::regclass, p.oid) not in (select classid, objid from brought)
  union all
  select 18, 'extension ' || extname from pg_catalog.pg_extension where extname <> 'plpgsql'
  union all
  select 19, pg_describe_object(classid, objid, 0)
  from (
    select tableoid as classid, oid as objid from pg_catalog.pg_collation
    union all select tableoid, oid from pg_catalog.pg_conversion
    union all select tableoid, oid from pg_catalog.pg_operator
    union all select tableoid, oid from pg_catalog.pg_opclass
    union all select tableoid, oid from pg_catalog.pg_opfamily
    union all select tableoid, oid from pg_catalog.pg_cast
    union all select tableoid, oid from pg_catalog.pg_transform
    union all select tableoid, oid from pg_catalog.pg_language
    union all select tableoid, oid from pg_catalog.pg_am
    union all select tableoid, oid from pg_catalog.pg_ts_config
    union all select tableoid, oid from pg_catalog.pg_ts_dict
    union all select tableoid, oid from pg_catalog.pg_ts_parser
    union all select tableoid, oid from pg_catalog.pg_ts_template
    union all select tableoid, oid from pg_catalog.pg_statistic_ext
    union all select tableoid, oid from pg_catalog.pg_publication
    union all select tableoid, oid from pg_catalog.pg_event_trigger
    union all select tableoid, oid from pg_catalog.pg_foreign_data_wrapper
    union all select tableoid, oid from pg_catalog.pg_foreign_server
    union all select tableoid, oid from pg_catalog.pg_default_acl
    union all
    -- Of these not every role may read all columns.
    select 'pg_catalog.pg_subscription'::regclass, s.oid from pg_catalog.pg_subscription s
    join pg_catalog.pg_database b on b.oid = s.subdbid and b.datname = current_database()
    union all
    select n.tableoid, n.oid from pg_catalog.pg_namespace n join own o on o.oid = n.oid
    where not exists (select 1 from relation c
                      where c.relnamespace = n.oid and c.relkind in ('r', 'p', 'v'))
      and n.nspname <> 'public'
  ) as all_objects
  where objid >= 16384 and (classid, objid) not in (select classid, objid from brought)
  union all
  select 20, 'comment on ' || pg_describe_object(d.classoid, d.objoid, d.objsubid)
  from pg_catalog.pg_description d
  left join relation c on d.classoid = 'pg_catalog.pg_class'::regclass and c.oid = d.objoid
  left join pg_catalog.pg_type t on d.classoid = 'pg_catalog.pg_type'::regclass and t.oid = d.objoid
  where d.objoid >= 16384
    and (c.relkind in ('i', 'I') or (c.relkind = 'v' and d.objsubid > 0) or t.typtype = 'e' or
         d.classoid in ('pg_catalog.pg_constraint'::regclass, 'pg_catalog.pg_namespace'::regclass))
    and (d.classoid, d.objoid) not in (select classid, objid from brought)
) as all_of_them
order by place, what)";

}  // namespace

std::vector<std::string> others(Connection& connection) {
  const SearchPath path{connection};
  std::vector<std::string> all;
  const auto add = [&](const char* sql, const char* end) {
    Rows rows = connection.query(std::string{common_sql} + sql);
    while (rows.next()) all.push_back(rows.row().get<std::string>(0) + end);
  };
  add(properties_sql, ": that is left alone");
  add(objects_sql, " is left alone");
  return all;
}

}  // namespace tenon::introspect::postgresql
