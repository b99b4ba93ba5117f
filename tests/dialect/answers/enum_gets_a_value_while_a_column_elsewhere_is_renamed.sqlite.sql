-- drop check users_role_check of users
-- rename column posts.title to headline
-- add check users_role_check role in (reader, author, admin) to users

-- up
-- group 0, rebuilds users
-- hazard breaks_clients: programs that still say posts.title fail from here on
alter table "posts" rename column "title" to "headline";
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
  "bio" text,
  "age" integer not null,
  constraint "users_email_key" unique ("email"),
  constraint "users_role_check" check ("role" in ('reader', 'author', 'admin'))
) strict;
insert into "__tenon_new_users" ("id", "email", "name", "role", "bio", "age")
select
  "id",
  "email",
  "name",
  "role",
  "bio",
  "age"
from "users";
-- its rows have been copied; foreign keys are off, nothing cascades
drop table "users";
alter table "__tenon_new_users" rename to "users";

-- down
-- group 0, rebuilds users
-- hazard breaks_clients: programs that still say posts.headline fail from here on
alter table "posts" rename column "headline" to "title";
-- hazard may_fail: check users_role_check: a row whose users.role is 'admin' stops the migration; update such rows before it
-- SQLite changes "users" by building it anew
-- was create table "users" (
-- was   "id" integer constraint "users_pkey" primary key,
-- was   "email" text not null,
-- was   "name" text not null,
-- was   "role" text not null default 'reader',
-- was   "bio" text,
-- was   "age" integer not null,
-- was   constraint "users_email_key" unique ("email"),
-- was   constraint "users_role_check" check ("role" in ('reader', 'author', 'admin'))
-- was ) strict
create table "__tenon_new_users" (
  "id" integer constraint "users_pkey" primary key,
  "email" text not null,
  "name" text not null,
  "role" text not null default 'reader',
  "bio" text,
  "age" integer not null,
  constraint "users_email_key" unique ("email"),
  constraint "users_role_check" check ("role" in ('reader', 'author'))
) strict;
insert into "__tenon_new_users" ("id", "email", "name", "role", "bio", "age")
select
  "id",
  "email",
  "name",
  "role",
  "bio",
  "age"
from "users";
-- its rows have been copied; foreign keys are off, nothing cascades
drop table "users";
alter table "__tenon_new_users" rename to "users";
