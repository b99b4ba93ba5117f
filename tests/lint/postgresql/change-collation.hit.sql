-- tenon: revision a1
-- tenon: script postgresql up

-- tenon: statement group=1
alter table public.users alter email type text collate "C";
