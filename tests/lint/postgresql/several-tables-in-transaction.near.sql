-- tenon: revision a1
-- tenon: script postgresql up

-- tenon: statement group=1
alter table public.users add column a int;

-- tenon: statement group=1
alter table public.users add column b int;

-- tenon: statement group=2
alter table public.posts add column a int;

-- tenon: statement group=3
alter table public.posts set schema arch;

-- tenon: statement group=3
alter table arch.posts rename to letters;
