-- create index users_expr_idx ((lower(email)), age descending, (age + 1) descending) on users

-- up
-- group 0, outside a transaction
-- what an attempt that failed left behind
-- was no index
drop index concurrently if exists "public"."users_expr_idx";
create index concurrently "users_expr_idx" on "public"."users" ((lower(email)), "age" desc, (age + 1) desc);

-- down
-- group 0, outside a transaction
drop index concurrently if exists "public"."users_expr_idx";
