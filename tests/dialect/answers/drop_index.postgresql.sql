-- drop index posts_author_id_idx of posts

-- up
-- group 0, outside a transaction
drop index concurrently if exists "public"."posts_author_id_idx";

-- down
-- group 0, outside a transaction
-- what an attempt that failed left behind
-- was no index
drop index concurrently if exists "public"."posts_author_id_idx";
create index concurrently "posts_author_id_idx" on "public"."posts" ("author_id");
