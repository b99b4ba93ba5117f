-- tenon: revision a1
-- tenon: script postgresql up

-- tenon: statement group=1
alter table public.users add constraint c check (age > 0) not valid;

-- tenon: statement group=1
alter table public.users validate constraint c;

-- tenon: statement group=2
alter table public.posts add constraint d check (age > 0) not valid, validate constraint d;
