-- Three rows in each table that takes them: numbers, keys and references say 1, 2 and 3, so that they fit together.
set session_replication_role = replica;
do $$
declare
  place record;
  names text;
  row_values text;
  made int := 0;
  refused int := 0;
begin
  for place in
    select c.oid, format('%I.%I', n.nspname, c.relname) as name
    from pg_class c join pg_namespace n on n.oid = c.relnamespace
    where c.relkind in ('r', 'p') and not c.relispartition and n.nspname !~ '^pg_' and n.nspname <> 'information_schema'
  loop
    for k in 1..3 loop
      select string_agg(quote_ident(a.attname), ', ' order by a.attnum),
             string_agg(case
                 when base.typtype = 'e' then
                   (select quote_literal(e.enumlabel) from pg_enum e where e.enumtypid = base.oid order by e.enumsortorder limit 1)
                 when base.typcategory = 'A' then quote_literal('{}')
                 when base.typname = 'bool' then quote_literal(k % 2 = 0)
                 when base.typname = 'uuid' then quote_literal('00000000-0000-0000-0000-00000000000' || k)
                 when base.typname in ('json', 'jsonb') then quote_literal('{}')
                 when base.typname = 'date' then quote_literal('2020-01-0' || k)
                 when base.typname in ('time', 'timetz') then quote_literal('10:00:0' || k)
                 when base.typname = 'interval' then quote_literal(k || ' days')
                 when base.typname = 'inet' then quote_literal('10.0.0.' || k)
                 when base.typname = 'bytea' then quote_literal('\x0' || k)
                 when base.typname like '%range' then quote_literal('empty')
                 when base.typcategory = 'D' then quote_literal('2020-01-01 00:00:0' || k)
                 when base.typcategory = 'N' then quote_literal(k)
                 else quote_literal(left('t' || k, case when a.atttypmod > 4 then a.atttypmod - 4 else 2 end)) end, ', ' order by a.attnum)
      into names, row_values
      from pg_attribute a
      join pg_type own on own.oid = a.atttypid
      join pg_type base on base.oid = coalesce(nullif(own.typbasetype, 0), own.oid)
      where a.attrelid = place.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '';
      begin
        execute format('insert into %s (%s) overriding system value values (%s)', place.name, names, row_values);
        made := made + 1;
      exception when others then
        refused := refused + 1;
      end;
    end loop;
  end loop;
  raise notice '% rows, % refused', made, refused;
end $$;
