-- drop table posts
-- drop column users.bio
-- add unique key users_name_key (name) to users

-- up
-- group 0, rebuilds users
-- hazard loses_data: drops table posts with all its rows
drop table "posts";
-- hazard loses_data: drops column users.bio with its values
-- hazard may_fail: users_name_key: duplicates in users stop the migration
-- SQLite changes "users" by building it anew
-- was create table "users" (
-- was   "id" integer constraint "users_pkey" primary key,
-- was   "email" text not null,
-- was   "name" text not null,
-- was   "role" text not null default 'reader',
-- was   "bio" text,
-- was   "age" integer not null,
-- was   constraint "users_email_key" unique ("email"),
-- was   constraint "users_role_check" check ("role" in ('reader', 'author'))
-- was ) strict
create table "__tenon_new_users" (
  "id" integer constraint "users_pkey" primary key,
  "email" text not null,
  "name" text not null,
  "role" text not null default 'reader',
  "age" integer not null,
  constraint "users_email_key" unique ("email"),
  constraint "users_name_key" unique ("name"),
  constraint "users_role_check" check ("role" in ('reader', 'author'))
) strict;
insert into "__tenon_new_users" ("id", "email", "name", "role", "age")
select
  "id",
  "email",
  "name",
  "role",
  "age"
from "users";
-- its rows have been copied; foreign keys are off, nothing cascades
drop table "users";
alter table "__tenon_new_users" rename to "users";

-- down
-- group 0, rebuilds users
-- SQLite changes "users" by building it anew
-- was create table "users" (
-- was   "id" integer constraint "users_pkey" primary key,
-- was   "email" text not null,
-- was   "name" text not null,
-- was   "role" text not null default 'reader',
-- was   "age" integer not null,
-- was   constraint "users_email_key" unique ("email"),
-- was   constraint "users_name_key" unique ("name"),
-- was   constraint "users_role_check" check ("role" in ('reader', 'author'))
-- was ) strict
create table "__tenon_new_users" (
  "id" integer constraint "users_pkey" primary key,
  "email" text not null,
  "name" text not null,
  "role" text not null default 'reader',
  "age" integer not null,
  "bio" text,
  constraint "users_email_key" unique ("email"),
  constraint "users_role_check" check ("role" in ('reader', 'author'))
) strict;
insert into "__tenon_new_users" ("id", "email", "name", "role", "age")
select
  "id",
  "email",
  "name",
  "role",
  "age"
from "users";
-- its rows have been copied; foreign keys are off, nothing cascades
drop table "users";
alter table "__tenon_new_users" rename to "users";
create table "posts" (
  "id" integer constraint "posts_pkey" primary key,
  "author_id" integer not null,
  "title" text not null,
  constraint "posts_author_id_fkey" foreign key ("author_id") references "users" ("id") on delete cascade
) strict;
create index "posts_author_id_idx" on "posts" ("author_id");
