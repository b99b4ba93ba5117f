-- drop check users_role_check of users
-- rename value 'author' of users.role to 'it's a writer'
-- add check users_role_check role in (reader, it's a writer) to users

-- up
-- group 0
-- hazard breaks_clients: programs that still say 'author' for users.role fail from here on
-- one statement, so that no row is written unchecked
alter table "public"."users"
  drop constraint "users_role_check",
  add constraint "users_role_check" check ("role" in ('reader', 'it''s a writer', 'author')) not valid;
-- group 1
-- the rows that exist, in ranges of the key, each in a transaction of its own
-- batches of 5000 rows of public.users by id
update "public"."users"
set "role" = 'it''s a writer'
where "role" = 'author'
  and "id" between $1 and $2;
-- group 2
-- one statement, so that no row is written unchecked
alter table "public"."users"
  drop constraint "users_role_check",
  add constraint "users_role_check" check ("role" in ('reader', 'it''s a writer')) not valid;
-- group 3
-- rows that were written meanwhile
update "public"."users"
set "role" = 'it''s a writer'
where "role" = 'author';
-- group 4
-- reads the table without blocking writers
alter table "public"."users"
  validate constraint "users_role_check";

-- down
-- group 0
-- hazard breaks_clients: programs that still say 'it's a writer' for users.role fail from here on
-- one statement, so that no row is written unchecked
alter table "public"."users"
  drop constraint "users_role_check",
  add constraint "users_role_check" check ("role" in ('reader', 'author', 'it''s a writer')) not valid;
-- group 1
-- the rows that exist, in ranges of the key, each in a transaction of its own
-- batches of 5000 rows of public.users by id
update "public"."users"
set "role" = 'author'
where "role" = 'it''s a writer'
  and "id" between $1 and $2;
-- group 2
-- one statement, so that no row is written unchecked
alter table "public"."users"
  drop constraint "users_role_check",
  add constraint "users_role_check" check ("role" in ('reader', 'author')) not valid;
-- group 3
-- rows that were written meanwhile
update "public"."users"
set "role" = 'author'
where "role" = 'it''s a writer';
-- group 4
-- reads the table without blocking writers
alter table "public"."users"
  validate constraint "users_role_check";
