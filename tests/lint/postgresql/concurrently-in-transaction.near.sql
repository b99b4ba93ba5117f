begin;
select 1;
commit;
create index concurrently i on users (name);
