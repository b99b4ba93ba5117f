-- create index users_name_idx (name) using hash on users
-- create index users_age_idx (age) using brin where age > 0 on users
-- drop index users_age_idx of users

-- up
-- group 0
create index "users_name_idx" on "users" ("name");

-- down
-- group 0
drop index "users_name_idx";
