-- drop table posts

-- up
-- group 0
-- hazard loses_data: drops table posts with all its rows
drop table "posts";

-- down
-- group 0
create table "posts" (
  "id" integer constraint "posts_pkey" primary key,
  "author_id" integer not null,
  "title" text not null,
  constraint "posts_author_id_fkey" foreign key ("author_id") references "users" ("id") on delete cascade
) strict;
create index "posts_author_id_idx" on "posts" ("author_id");
