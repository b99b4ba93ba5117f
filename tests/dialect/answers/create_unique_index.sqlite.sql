-- create unique index users_age_idx (age) on users

-- up
-- group 0
-- hazard may_fail: users_age_idx: duplicates in users stop the migration
create unique index "users_age_idx" on "users" ("age");

-- down
-- group 0
drop index "users_age_idx";
