-- tenon: revision a1
-- tenon: script postgresql up

-- tenon: statement group=1
alter table public.users add column a int;

-- tenon: statement group=2 no-transaction
set search_path = public;

-- tenon: statement group=2 no-transaction
alter table users add column b int;
