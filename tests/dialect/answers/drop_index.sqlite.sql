-- drop index posts_author_id_idx of posts

-- up
-- group 0
drop index "posts_author_id_idx";

-- down
-- group 0
create index "posts_author_id_idx" on "posts" ("author_id");
