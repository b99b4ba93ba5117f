-- drop foreign key posts_author_id_fkey of posts
-- add foreign key posts_author_id_fkey (author_id) referencing users (id) to posts

-- up
-- group 0
alter table "public"."posts"
  drop constraint "posts_author_id_fkey";
-- hazard may_fail: foreign key posts_author_id_fkey: a row of posts that references nothing stops the migration
alter table "public"."posts"
  add constraint "posts_author_id_fkey" foreign key ("author_id") references "public"."users" ("id") on delete restrict not valid;
-- group 1
-- in a transaction of its own: the lock above is gone, this one blocks no writer
alter table "public"."posts"
  validate constraint "posts_author_id_fkey";

-- down
-- group 0
alter table "public"."posts"
  drop constraint "posts_author_id_fkey";
-- hazard may_fail: foreign key posts_author_id_fkey: a row of posts that references nothing stops the migration
alter table "public"."posts"
  add constraint "posts_author_id_fkey" foreign key ("author_id") references "public"."users" ("id") on delete cascade not valid;
-- group 1
-- in a transaction of its own: the lock above is gone, this one blocks no writer
alter table "public"."posts"
  validate constraint "posts_author_id_fkey";
