-- add check users_age_check (age >= 0) to users

-- up
-- group 0
-- hazard may_fail: check users_age_check: a row of users that breaks it stops the migration
alter table "public"."users"
  add constraint "users_age_check" check (age >= 0) not valid;
-- group 1
-- in a transaction of its own: the lock above is gone, this one blocks no writer
alter table "public"."users"
  validate constraint "users_age_check";

-- down
-- group 0
alter table "public"."users"
  drop constraint "users_age_check";
