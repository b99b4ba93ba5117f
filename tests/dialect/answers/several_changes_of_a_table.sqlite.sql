-- drop check users_role_check of users
-- drop column users.bio
-- rename column users.name to full_name
-- alter column users.age: type int32 to int64, null
-- add column users.slug text required backfilled with lower("full_name")
-- add unique key users_slug_key (slug) to users

-- up
-- group 0, rebuilds users
-- hazard breaks_clients: programs that still say users.name fail from here on
alter table "users" rename column "name" to "full_name";
-- hazard loses_data: drops column users.bio with its values
-- hazard breaks_clients: column users.age may be NULL from here on: programs that read it without expecting that fail
-- hazard may_fail: users_slug_key: duplicates in users stop the migration
-- SQLite changes "users" by building it anew
-- was create table "users" (
-- was   "id" integer constraint "users_pkey" primary key,
-- was   "email" text not null,
-- was   "full_name" text not null,
-- was   "role" text not null default 'reader',
-- was   "bio" text,
-- was   "age" integer not null,
-- was   constraint "users_email_key" unique ("email"),
-- was   constraint "users_role_check" check ("role" in ('reader', 'author'))
-- was ) strict
create table "__tenon_new_users" (
  "id" integer constraint "users_pkey" primary key,
  "email" text not null,
  "full_name" text not null,
  "role" text not null default 'reader',
  "age" integer,
  "slug" text not null,
  constraint "users_email_key" unique ("email"),
  constraint "users_slug_key" unique ("slug")
) strict;
insert into "__tenon_new_users" ("id", "email", "full_name", "role", "age", "slug")
select
  "id",
  "email",
  "full_name",
  "role",
  "age",
  lower("full_name")
from "users";
-- its rows have been copied; foreign keys are off, nothing cascades
drop table "users";
alter table "__tenon_new_users" rename to "users";

-- down
-- group 0, rebuilds users
-- hazard breaks_clients: programs that still say users.full_name fail from here on
alter table "users" rename column "full_name" to "name";
-- hazard loses_data: drops column users.slug with its values
-- hazard may_fail: column users.age becomes required without a backfill: a NULL in it stops the migration; update such rows before it
-- hazard may_fail: column users.age goes from int64 to int32: a value that does not fit stops the migration
-- hazard may_fail: check users_role_check: a row of users that breaks it stops the migration
-- SQLite changes "users" by building it anew
-- was create table "users" (
-- was   "id" integer constraint "users_pkey" primary key,
-- was   "email" text not null,
-- was   "name" text not null,
-- was   "role" text not null default 'reader',
-- was   "age" integer,
-- was   "slug" text not null,
-- was   constraint "users_email_key" unique ("email"),
-- was   constraint "users_slug_key" unique ("slug")
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
  case when "age" is null or "age" between -2147483648 and 2147483647 then "age" else 'does not fit' end
from "users";
-- its rows have been copied; foreign keys are off, nothing cascades
drop table "users";
alter table "__tenon_new_users" rename to "users";
