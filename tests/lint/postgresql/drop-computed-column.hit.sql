-- at the schema
alter table public.users drop column initial;
