-- create index users_name_idx (cost) on audit.events
-- drop index users_name_idx of audit.events

-- up
-- group 0
create index "audit.users_name_idx" on "audit.events" ("cost");
drop index "audit.users_name_idx";

-- down
-- group 0
create index "audit.users_name_idx" on "audit.events" ("cost");
drop index "audit.users_name_idx";
