-- tenon: revision a1
-- tenon: script postgresql up

-- tenon: statement group=1
alter table public.users add column x int;

-- tenon: statement group=1
alter table "public"."posts" drop constraint "posts_author_id_fkey";
