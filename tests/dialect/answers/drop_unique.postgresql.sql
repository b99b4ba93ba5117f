-- drop unique key users_email_key of users

-- up
-- group 0
alter table "public"."users"
  drop constraint "users_email_key";

-- down
-- group 0, outside a transaction
-- hazard may_fail: users_email_key: duplicates in users stop the migration
-- what an attempt that failed left behind
-- was no index
drop index concurrently if exists "public"."users_email_key";
-- without blocking writers; the constraint takes it over
create unique index concurrently "users_email_key" on "public"."users" ("email");
-- group 1
alter table "public"."users"
  add constraint "users_email_key" unique using index "users_email_key";
