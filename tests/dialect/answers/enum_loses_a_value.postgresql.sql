-- drop check users_role_check of users
-- add check users_role_check role in (reader) to users

-- up
-- group 0
-- hazard may_fail: check users_role_check: a row whose users.role is 'author' stops the migration; update such rows before it
-- one statement, so that no row is written unchecked
alter table "public"."users"
  drop constraint "users_role_check",
  add constraint "users_role_check" check ("role" in ('reader')) not valid;
-- group 1
-- reads the table without blocking writers
alter table "public"."users"
  validate constraint "users_role_check";

-- down
-- group 0
-- one statement, so that no row is written unchecked
alter table "public"."users"
  drop constraint "users_role_check",
  add constraint "users_role_check" check ("role" in ('reader', 'author')) not valid;
-- group 1
-- reads the table without blocking writers
alter table "public"."users"
  validate constraint "users_role_check";
