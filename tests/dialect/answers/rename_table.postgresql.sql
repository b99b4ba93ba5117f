-- rename table users to people

-- up
-- group 0
-- hazard breaks_clients: programs that still say users fail from here on
alter table "public"."users"
  rename to "people";
-- numbers come from the sequence under its usual name
do $tenon$
begin
  if pg_catalog.pg_get_serial_sequence('"public"."people"', 'id')::regclass = pg_catalog.to_regclass('"public"."users_id_seq"')
      and pg_catalog.to_regclass('"public"."people_id_seq"') is null then
    alter sequence "public"."users_id_seq" rename to "people_id_seq";
  end if;
end
$tenon$;

-- down
-- group 0
-- hazard breaks_clients: programs that still say people fail from here on
alter table "public"."people"
  rename to "users";
-- numbers come from the sequence under its usual name
do $tenon$
begin
  if pg_catalog.pg_get_serial_sequence('"public"."users"', 'id')::regclass = pg_catalog.to_regclass('"public"."people_id_seq"')
      and pg_catalog.to_regclass('"public"."users_id_seq"') is null then
    alter sequence "public"."people_id_seq" rename to "users_id_seq";
  end if;
end
$tenon$;
