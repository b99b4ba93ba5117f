-- create unique index users_live_idx (email) where bio is null on users

-- up
-- group 0
-- hazard may_fail: users_live_idx: duplicates in users stop the migration
create unique index "users_live_idx" on "users" ("email") where (bio is null);

-- down
-- group 0
drop index "users_live_idx";
