begin;
create index concurrently i on users (name);
commit;
