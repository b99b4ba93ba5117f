-- create unique index users_live_idx (email) where bio is null on users

-- up
-- group 0, outside a transaction
-- hazard may_fail: users_live_idx: duplicates in users stop the migration
-- what an attempt that failed left behind
-- was no index
drop index concurrently if exists "public"."users_live_idx";
create unique index concurrently "users_live_idx" on "public"."users" ("email") where (bio is null);

-- down
-- group 0, outside a transaction
drop index concurrently if exists "public"."users_live_idx";
