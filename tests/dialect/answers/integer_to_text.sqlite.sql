-- alter column users.age: type int32 to text

-- up
-- group 0, rebuilds users
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
  "age" text not null,
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
  cast("age" as text)
from "users";
-- its rows have been copied; foreign keys are off, nothing cascades
drop table "users";
alter table "__tenon_new_users" rename to "users";

-- down
-- group 0, rebuilds users
-- hazard may_fail: column users.age goes from text to int32: a value that does not fit stops the migration
-- SQLite changes "users" by building it anew
-- was create table "users" (
-- was   "id" integer constraint "users_pkey" primary key,
-- was   "email" text not null,
-- was   "name" text not null,
-- was   "role" text not null default 'reader',
-- was   "bio" text,
-- was   "age" text not null,
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
  constraint "users_role_check" check ("role" in ('reader', 'author'))
) strict;
insert into "__tenon_new_users" ("id", "email", "name", "role", "bio", "age")
select
  "id",
  "email",
  "name",
  "role",
  "bio",
  (select case when n is null or n between -2147483648 and 2147483647 then n else 'does not fit' end from (select (select case when t is null then null when length(ltrim(t, '+-')) < length(t) - 1 or u glob '*[^0-9.]*' or u not glob '*[0-9]*' or instr(fraction, '.') > 0 or length(whole) > 10 or length(fraction) > 0 then 'does not fit' else (case when t glob '-*' then '-' else '' end || '0' || whole) + 0 end from (select t, ltrim(substr(u, 1, instr(u, '.') - 1), '0') as whole, rtrim(substr(u, instr(u, '.') + 1), '0') as fraction, u from (select t, ltrim(t, '+-') || case when instr(t, '.') = 0 then '.' else '' end as u from (select "age" as t)))) as n))
from "users";
-- its rows have been copied; foreign keys are off, nothing cascades
drop table "users";
alter table "__tenon_new_users" rename to "users";
