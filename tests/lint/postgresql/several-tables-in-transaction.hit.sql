-- tenon: revision a1
-- tenon: script postgresql up

-- tenon: statement group=1
alter table public.users add column a int;

-- tenon: statement group=1
alter table public.posts add column a int;
