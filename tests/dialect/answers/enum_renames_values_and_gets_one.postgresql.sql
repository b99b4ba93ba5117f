-- drop check users_role_check of users
-- rename value 'reader' of users.role to 'member'
-- rename value 'author' of users.role to 'writer'
-- add check users_role_check role in (member, writer, guest) to users

-- up
-- group 0
-- hazard breaks_clients: programs that still say 'reader' for users.role fail from here on
-- hazard breaks_clients: programs that still say 'author' for users.role fail from here on
-- one statement, so that no row is written unchecked
alter table "public"."users"
  drop constraint "users_role_check",
  add constraint "users_role_check" check ("role" in ('member', 'writer', 'guest', 'reader', 'author')) not valid;
-- group 1
-- the rows that exist, in ranges of the key, each in a transaction of its own
-- batches of 5000 rows of public.users by id
update "public"."users"
set "role" = case "role" when 'reader' then 'member' when 'author' then 'writer' end
where "role" in ('reader', 'author')
  and "id" between $1 and $2;
-- group 2
-- one statement, so that no row is written unchecked
alter table "public"."users"
  drop constraint "users_role_check",
  add constraint "users_role_check" check ("role" in ('member', 'writer', 'guest')) not valid;
-- group 3
-- rows that were written meanwhile
update "public"."users"
set "role" = case "role" when 'reader' then 'member' when 'author' then 'writer' end
where "role" in ('reader', 'author');
-- group 4
-- reads the table without blocking writers
alter table "public"."users"
  validate constraint "users_role_check";

-- down
-- group 0
-- hazard breaks_clients: programs that still say 'writer' for users.role fail from here on
-- hazard breaks_clients: programs that still say 'member' for users.role fail from here on
-- hazard may_fail: check users_role_check: a row whose users.role is 'guest' stops the migration; update such rows before it
-- one statement, so that no row is written unchecked
alter table "public"."users"
  drop constraint "users_role_check",
  add constraint "users_role_check" check ("role" in ('reader', 'author', 'writer', 'member')) not valid;
-- group 1
-- the rows that exist, in ranges of the key, each in a transaction of its own
-- batches of 5000 rows of public.users by id
update "public"."users"
set "role" = case "role" when 'writer' then 'author' when 'member' then 'reader' end
where "role" in ('writer', 'member')
  and "id" between $1 and $2;
-- group 2
-- one statement, so that no row is written unchecked
alter table "public"."users"
  drop constraint "users_role_check",
  add constraint "users_role_check" check ("role" in ('reader', 'author')) not valid;
-- group 3
-- rows that were written meanwhile
update "public"."users"
set "role" = case "role" when 'writer' then 'author' when 'member' then 'reader' end
where "role" in ('writer', 'member');
-- group 4
-- reads the table without blocking writers
alter table "public"."users"
  validate constraint "users_role_check";
