-- tenon: revision a1
-- tenon: script postgresql up

-- tenon: statement group=1 no-transaction
drop index concurrently if exists public.i;

-- tenon: statement group=1 no-transaction
create index concurrently i on public.users (name);
