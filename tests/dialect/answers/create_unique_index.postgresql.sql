-- create unique index users_age_idx (age) on users

-- up
-- group 0, outside a transaction
-- hazard may_fail: users_age_idx: duplicates in users stop the migration
-- what an attempt that failed left behind
-- was no index
drop index concurrently if exists "public"."users_age_idx";
create unique index concurrently "users_age_idx" on "public"."users" ("age");

-- down
-- group 0, outside a transaction
drop index concurrently if exists "public"."users_age_idx";
