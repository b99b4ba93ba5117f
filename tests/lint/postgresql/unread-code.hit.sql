do $$
begin
  execute format('drop table %I', 'users');
end $$;
\i others.sql
call tidy_up();
select app.rename_all(1), lower('A');
