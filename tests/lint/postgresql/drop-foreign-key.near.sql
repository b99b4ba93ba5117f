-- tenon: revision a1
-- tenon: script postgresql up

-- tenon: statement group=1
alter table "public"."posts" drop constraint "posts_author_id_fkey";

-- tenon: statement group=2
alter table public.users drop constraint users_email_key;
