-- tenon: revision a1
-- tenon: script postgresql up

-- tenon: statement
alter table "public"."users" alter column "age" type bigint;

-- tenon: statement
alter table public.users alter "name" set data type varchar(20) using substr("name", 1, 20);
