-- create index users_age_idx (age descending, name) on users

-- up
-- group 0
create index "users_age_idx" on "users" ("age" desc, "name");

-- down
-- group 0
drop index "users_age_idx";
