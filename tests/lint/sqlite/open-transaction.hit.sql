begin;
select 1;
