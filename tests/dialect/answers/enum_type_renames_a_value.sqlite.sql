-- create enum mood (sad, glad)
-- add column users.mood enum mood null default 'sad'
-- add check users_mood_check mood in (sad, glad) to users
-- drop check users_mood_check of users
-- alter enum mood: 'sad' is 'it's sad', values (sad, glad) to (it's sad, glad)
-- alter column users.mood: default 'sad' to 'it's sad'
-- rename value 'sad' of users.mood to 'it's sad'
-- add check users_mood_check mood in (it's sad, glad) to users

-- up
-- group 0, rebuilds users
-- hazard breaks_clients: programs that still say 'sad' for users.mood fail from here on
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
  "mood" text default 'it''s sad',
  constraint "users_email_key" unique ("email"),
  constraint "users_role_check" check ("role" in ('reader', 'author')),
  constraint "users_mood_check" check ("mood" in ('it''s sad', 'glad'))
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
-- hazard breaks_clients: programs that still say 'it's sad' for users.mood fail from here on
-- hazard loses_data: drops column users.mood with its values
-- SQLite changes "users" by building it anew
-- was create table "users" (
-- was   "id" integer constraint "users_pkey" primary key,
-- was   "email" text not null,
-- was   "name" text not null,
-- was   "role" text not null default 'reader',
-- was   "bio" text,
-- was   "age" integer not null,
-- was   "mood" text default 'it''s sad',
-- was   constraint "users_email_key" unique ("email"),
-- was   constraint "users_role_check" check ("role" in ('reader', 'author')),
-- was   constraint "users_mood_check" check ("mood" in ('it''s sad', 'glad'))
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
