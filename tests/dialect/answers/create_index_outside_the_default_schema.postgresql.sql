-- create index users_name_idx (cost) on audit.events

-- up
-- group 0, outside a transaction
-- what an attempt that failed left behind
-- was no index
drop index concurrently if exists "audit"."users_name_idx";
create index concurrently "users_name_idx" on "audit"."events" ("cost");

-- down
-- group 0, outside a transaction
drop index concurrently if exists "audit"."users_name_idx";
