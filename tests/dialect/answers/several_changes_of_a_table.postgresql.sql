-- drop check users_role_check of users
-- drop column users.bio
-- rename column users.name to full_name
-- alter column users.age: type int32 to int64, null
-- add column users.slug text required backfilled with lower("full_name")
-- add unique key users_slug_key (slug) to users

-- up
-- group 0
alter table "public"."users"
  drop constraint "users_role_check";
-- hazard breaks_clients: programs that still say users.name fail from here on
alter table "public"."users"
  rename column "name" to "full_name";
-- hazard breaks_clients: column users.age may be NULL from here on: programs that read it without expecting that fail
-- hazard rewrites: the new type of users.age writes the table anew while nobody can read it
-- writes the whole table anew under an exclusive lock
alter table "public"."users"
  alter column "age" drop not null,
  alter column "age" type bigint;
alter table "public"."users"
  add column "slug" text;
-- group 1
-- the rows that exist, in ranges of the key, each in a transaction of its own
-- batches of 5000 rows of public.users by id
update "public"."users"
set "slug" = lower("full_name")
where "slug" is null
  and "id" between $1 and $2;
-- group 2
alter table "public"."users"
  add constraint "tenon_slug_not_null" check ("slug" is not null) not valid;
-- group 3
-- rows that were written meanwhile
update "public"."users"
set "slug" = lower("full_name")
where "slug" is null;
-- group 4
-- reads the table without blocking writers
alter table "public"."users"
  validate constraint "tenon_slug_not_null";
-- group 5
-- needs no scan: the check proves it
alter table "public"."users"
  alter column "slug" set not null;
alter table "public"."users"
  drop constraint "tenon_slug_not_null";
-- group 6, outside a transaction
-- hazard may_fail: users_slug_key: duplicates in users stop the migration
-- what an attempt that failed left behind
-- was no index
drop index concurrently if exists "public"."users_slug_key";
-- without blocking writers; the constraint takes it over
create unique index concurrently "users_slug_key" on "public"."users" ("slug");
-- group 7
alter table "public"."users"
  add constraint "users_slug_key" unique using index "users_slug_key";
-- group 8
-- hazard loses_data: drops column users.bio with its values
-- was column "public"."users"."bio"
alter table "public"."users"
  drop column "bio";

-- down
-- group 0
alter table "public"."users"
  drop constraint "users_slug_key";
-- hazard may_fail: column users.age becomes required without a backfill: a NULL in it stops the migration; update such rows before it
-- hazard may_fail: column users.age goes from int64 to int32: a value that does not fit stops the migration
-- hazard rewrites: the new type of users.age writes the table anew while nobody can read it
-- writes the whole table anew under an exclusive lock
alter table "public"."users"
  alter column "age" type integer;
-- group 1
alter table "public"."users"
  add constraint "tenon_age_not_null" check ("age" is not null) not valid;
-- group 2
-- reads the table without blocking writers
alter table "public"."users"
  validate constraint "tenon_age_not_null";
-- group 3
-- needs no scan: the check proves it
alter table "public"."users"
  alter column "age" set not null;
alter table "public"."users"
  drop constraint "tenon_age_not_null";
-- hazard breaks_clients: programs that still say users.full_name fail from here on
alter table "public"."users"
  rename column "full_name" to "name";
alter table "public"."users"
  add column "bio" text;
-- hazard may_fail: check users_role_check: a row of users that breaks it stops the migration
alter table "public"."users"
  add constraint "users_role_check" check ("role" in ('reader', 'author')) not valid;
-- group 4
-- in a transaction of its own: the lock above is gone, this one blocks no writer
alter table "public"."users"
  validate constraint "users_role_check";
-- group 5
-- hazard loses_data: drops column users.slug with its values
-- was column "public"."users"."slug"
alter table "public"."users"
  drop column "slug";
