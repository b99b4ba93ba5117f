do $$
declare n int;
begin
  select count(*) into n from users;
  execute 'alter table users add column a int';
end $$;
create function tidy_up() returns void language sql as $$ delete from posts where id = 1 $$;
select tidy_up(), count(*), setval('users_id_seq', 7);
\set ON_ERROR_STOP on
\echo done
