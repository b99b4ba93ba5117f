-- tenon: revision a1
-- tenon: script postgresql up

-- tenon: statement
alter table "public"."users" alter column "name" type text;

-- tenon: statement
alter table public.users alter age type int4;
