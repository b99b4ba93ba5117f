select pg_catalog.set_config('search_path', '', false);
set search_path = '';
reset search_path;
begin;
set local search_path = app;
commit;
