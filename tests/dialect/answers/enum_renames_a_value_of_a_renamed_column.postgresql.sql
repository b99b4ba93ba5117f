-- drop check users_role_check of users
-- rename column users.role to part
-- rename value 'author' of users.part to 'writer'
-- add check users_part_check part in (reader, writer) to users

-- up
-- group 0
alter table "public"."users"
  drop constraint "users_role_check";
-- hazard breaks_clients: programs that still say users.role fail from here on
alter table "public"."users"
  rename column "role" to "part";
-- group 1
-- hazard breaks_clients: programs that still say 'author' for users.part fail from here on
-- the rows that exist, in ranges of the key, each in a transaction of its own
-- batches of 5000 rows of public.users by id
update "public"."users"
set "part" = 'writer'
where "part" = 'author'
  and "id" between $1 and $2;
-- group 2
-- hazard may_fail: check users_part_check: a row of users that breaks it stops the migration
alter table "public"."users"
  add constraint "users_part_check" check ("part" in ('reader', 'writer')) not valid;
-- group 3
-- in a transaction of its own: the lock above is gone, this one blocks no writer
alter table "public"."users"
  validate constraint "users_part_check";

-- down
-- group 0
alter table "public"."users"
  drop constraint "users_part_check";
-- group 1
-- hazard breaks_clients: programs that still say 'writer' for users.part fail from here on
-- the rows that exist, in ranges of the key, each in a transaction of its own
-- batches of 5000 rows of public.users by id
update "public"."users"
set "part" = 'author'
where "part" = 'writer'
  and "id" between $1 and $2;
-- group 2
-- hazard breaks_clients: programs that still say users.part fail from here on
alter table "public"."users"
  rename column "part" to "role";
-- hazard may_fail: check users_role_check: a row of users that breaks it stops the migration
alter table "public"."users"
  add constraint "users_role_check" check ("role" in ('reader', 'author')) not valid;
-- group 3
-- in a transaction of its own: the lock above is gone, this one blocks no writer
alter table "public"."users"
  validate constraint "users_role_check";
