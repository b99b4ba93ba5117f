-- drop check users_role_check of users
-- rename column posts.title to headline
-- add check users_role_check role in (reader, author, admin) to users

-- up
-- group 0
-- hazard breaks_clients: programs that still say posts.title fail from here on
alter table "public"."posts"
  rename column "title" to "headline";
-- group 1
-- one statement, so that no row is written unchecked
alter table "public"."users"
  drop constraint "users_role_check",
  add constraint "users_role_check" check ("role" in ('reader', 'author', 'admin')) not valid;
-- group 2
-- reads the table without blocking writers
alter table "public"."users"
  validate constraint "users_role_check";

-- down
-- group 0
-- hazard breaks_clients: programs that still say posts.headline fail from here on
alter table "public"."posts"
  rename column "headline" to "title";
-- group 1
-- hazard may_fail: check users_role_check: a row whose users.role is 'admin' stops the migration; update such rows before it
-- one statement, so that no row is written unchecked
alter table "public"."users"
  drop constraint "users_role_check",
  add constraint "users_role_check" check ("role" in ('reader', 'author')) not valid;
-- group 2
-- reads the table without blocking writers
alter table "public"."users"
  validate constraint "users_role_check";
