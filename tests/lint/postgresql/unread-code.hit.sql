do $$ begin execute 'drop table users'; end $$;
