-- create index users_age_idx (age descending, name) on users

-- up
-- group 0, outside a transaction
-- what an attempt that failed left behind
-- was no index
drop index concurrently if exists "public"."users_age_idx";
create index concurrently "users_age_idx" on "public"."users" ("age" desc, "name");

-- down
-- group 0, outside a transaction
drop index concurrently if exists "public"."users_age_idx";
