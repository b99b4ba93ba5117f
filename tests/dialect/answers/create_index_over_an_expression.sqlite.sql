-- create index users_expr_idx ((lower(email)), age descending, (age + 1) descending) on users

-- up
-- group 0
create index "users_expr_idx" on "users" ((lower(email)), "age" desc, (age + 1) desc);

-- down
-- group 0
drop index "users_expr_idx";
