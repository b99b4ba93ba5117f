-- tenon: revision a1
-- tenon: script postgresql up

-- tenon: statement group=1
alter table public.users add constraint c check (age > 0) not valid;

-- tenon: statement group=1
alter table public.users validate constraint c;
