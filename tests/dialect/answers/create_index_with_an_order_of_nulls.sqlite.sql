-- create index users_age_idx (age nulls first, name descending nulls last) including (bio, email) on users

-- up
-- group 0
create index "users_age_idx" on "users" ("age", "name" desc);

-- down
-- group 0
drop index "users_age_idx";
