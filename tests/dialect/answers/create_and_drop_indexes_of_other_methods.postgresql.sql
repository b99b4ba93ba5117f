-- create index users_name_idx (name) using hash on users
-- create index users_age_idx (age) using brin where age > 0 on users
-- drop index users_age_idx of users

-- up
-- group 0, outside a transaction
-- what an attempt that failed left behind
-- was no index
drop index concurrently if exists "public"."users_name_idx";
create index concurrently "users_name_idx" on "public"."users" using "hash" ("name");
-- group 1, outside a transaction
-- what an attempt that failed left behind
-- was no index
drop index concurrently if exists "public"."users_age_idx";
create index concurrently "users_age_idx" on "public"."users" using "brin" ("age") where (age > 0);
-- group 2, outside a transaction
drop index concurrently if exists "public"."users_age_idx";

-- down
-- group 0, outside a transaction
-- what an attempt that failed left behind
-- was no index
drop index concurrently if exists "public"."users_age_idx";
create index concurrently "users_age_idx" on "public"."users" using "brin" ("age") where (age > 0);
-- group 1, outside a transaction
drop index concurrently if exists "public"."users_age_idx";
-- group 2, outside a transaction
drop index concurrently if exists "public"."users_name_idx";
