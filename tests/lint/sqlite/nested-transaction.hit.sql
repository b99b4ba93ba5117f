begin immediate;
begin;
commit;
