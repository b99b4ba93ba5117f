-- create table audit.reads with 2 columns

-- up
-- group 0
create table "audit.reads" (
  "user_id" integer not null,
  "post_id" integer not null,
  constraint "reads_pkey" primary key ("user_id", "post_id"),
  constraint "reads_user_id_fkey" foreign key ("user_id") references "users" ("id") on delete cascade on update cascade
) strict;

-- down
-- group 0
-- hazard loses_data: drops table audit.reads with all its rows
drop table "audit.reads";
