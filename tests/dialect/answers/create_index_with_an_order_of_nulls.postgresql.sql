-- create index users_age_idx (age nulls first, name descending nulls last) including (bio, email) on users

-- up
-- group 0, outside a transaction
-- what an attempt that failed left behind
-- was no index
drop index concurrently if exists "public"."users_age_idx";
create index concurrently "users_age_idx" on "public"."users" ("age" nulls first, "name" desc nulls last) include ("bio", "email");

-- down
-- group 0, outside a transaction
drop index concurrently if exists "public"."users_age_idx";
