begin;
select 1;
rollback;
