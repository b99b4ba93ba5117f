-- add unique key users_name_key (name) to users

-- up
-- group 0, outside a transaction
-- hazard may_fail: users_name_key: duplicates in users stop the migration
-- what an attempt that failed left behind
-- was no index
drop index concurrently if exists "public"."users_name_key";
-- without blocking writers; the constraint takes it over
create unique index concurrently "users_name_key" on "public"."users" ("name");
-- group 1
alter table "public"."users"
  add constraint "users_name_key" unique using index "users_name_key";

-- down
-- group 0
alter table "public"."users"
  drop constraint "users_name_key";
