-- create table audit.reads with 2 columns

-- up
-- group 0
create table "audit"."reads" (
  "user_id" bigint not null,
  "post_id" bigint not null,
  constraint "reads_pkey" primary key ("user_id", "post_id")
);
-- group 1
-- apart from CREATE TABLE: it locks users against writing for a moment
alter table "audit"."reads"
  add constraint "reads_user_id_fkey" foreign key ("user_id") references "public"."users" ("id") on delete cascade on update cascade;

-- down
-- group 0
-- hazard loses_data: drops table audit.reads with all its rows
drop table "audit"."reads";
