begin;
select 1;
commit;
start transaction;
commit;
