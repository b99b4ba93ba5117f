-- drop check users_role_check of users
-- rename column users.role to part
-- rename value 'author' of users.part to 'writer'
-- add check users_part_check part in (reader, writer) to users

-- up
-- group 0, rebuilds users
-- hazard breaks_clients: programs that still say users.role fail from here on
alter table "users" rename column "role" to "part";
-- hazard breaks_clients: programs that still say 'author' for users.part fail from here on
-- hazard may_fail: check users_part_check: a row of users that breaks it stops the migration
-- SQLite changes "users" by building it anew
-- was create table "users" (
-- was   "id" integer constraint "users_pkey" primary key,
-- was   "email" text not null,
-- was   "name" text not null,
-- was   "part" text not null default 'reader',
-- was   "bio" text,
-- was   "age" integer not null,
-- was   constraint "users_email_key" unique ("email"),
-- was   constraint "users_role_check" check ("part" in ('reader', 'author'))
-- was ) strict
create table "__tenon_new_users" (
  "id" integer constraint "users_pkey" primary key,
  "email" text not null,
  "name" text not null,
  "part" text not null default 'reader',
  "bio" text,
  "age" integer not null,
  constraint "users_email_key" unique ("email"),
  constraint "users_part_check" check ("part" in ('reader', 'writer'))
) strict;
insert into "__tenon_new_users" ("id", "email", "name", "part", "bio", "age")
select
  "id",
  "email",
  "name",
  case "part" when 'author' then 'writer' else "part" end,
  "bio",
  "age"
from "users";
-- its rows have been copied; foreign keys are off, nothing cascades
drop table "users";
alter table "__tenon_new_users" rename to "users";

-- down
-- group 0, rebuilds users
-- hazard breaks_clients: programs that still say users.part fail from here on
alter table "users" rename column "part" to "role";
-- hazard breaks_clients: programs that still say 'writer' for users.part fail from here on
-- hazard may_fail: check users_role_check: a row of users that breaks it stops the migration
-- SQLite changes "users" by building it anew
-- was create table "users" (
-- was   "id" integer constraint "users_pkey" primary key,
-- was   "email" text not null,
-- was   "name" text not null,
-- was   "role" text not null default 'reader',
-- was   "bio" text,
-- was   "age" integer not null,
-- was   constraint "users_email_key" unique ("email"),
-- was   constraint "users_part_check" check ("role" in ('reader', 'writer'))
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
  case "role" when 'writer' then 'author' else "role" end,
  "bio",
  "age"
from "users";
-- its rows have been copied; foreign keys are off, nothing cascades
drop table "users";
alter table "__tenon_new_users" rename to "users";
