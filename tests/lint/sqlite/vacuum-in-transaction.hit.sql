begin;
vacuum;
commit;
