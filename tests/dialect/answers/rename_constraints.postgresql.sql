-- rename constraint users_email_key of users to mail
-- rename index posts_author_id_idx of posts to by_author

-- up
-- group 0
alter table "public"."users"
  rename constraint "users_email_key" to "mail";
-- group 1
alter index "public"."posts_author_id_idx" rename to "by_author";

-- down
-- group 0
alter index "public"."by_author" rename to "posts_author_id_idx";
-- group 1
alter table "public"."users"
  rename constraint "mail" to "users_email_key";
