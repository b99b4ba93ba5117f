-- at the schema
alter table public.users drop column initial;
alter table public.users add column initial text generated always as (substr(name, 1, 2)) stored;
