-- create index users_name_idx (cost) on audit.events

-- up
-- group 0
create index "audit.users_name_idx" on "audit.events" ("cost");

-- down
-- group 0
drop index "audit.users_name_idx";
