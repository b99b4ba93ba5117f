-- add unique key users_id_name_key (id, name) to users
-- add foreign key posts_author_fkey (author_id, title) referencing users (id, name) deferrable to posts

-- up
-- group 0, outside a transaction
-- hazard may_fail: users_id_name_key: duplicates in users stop the migration
-- what an attempt that failed left behind
-- was no index
drop index concurrently if exists "public"."users_id_name_key";
-- without blocking writers; the constraint takes it over
create unique index concurrently "users_id_name_key" on "public"."users" ("id", "name");
-- group 1
alter table "public"."users"
  add constraint "users_id_name_key" unique using index "users_id_name_key";
-- group 2
-- hazard may_fail: foreign key posts_author_fkey: a row of posts that references nothing stops the migration
alter table "public"."posts"
  add constraint "posts_author_fkey" foreign key ("author_id", "title") references "public"."users" ("id", "name") on delete cascade deferrable initially deferred not valid;
-- group 3
-- in a transaction of its own: the lock above is gone, this one blocks no writer
alter table "public"."posts"
  validate constraint "posts_author_fkey";

-- down
-- group 0
alter table "public"."posts"
  drop constraint "posts_author_fkey";
-- group 1
alter table "public"."users"
  drop constraint "users_id_name_key";
