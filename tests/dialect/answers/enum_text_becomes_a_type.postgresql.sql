-- create enum role (reader, author)
-- drop check users_role_check of users
-- alter column users.role: type text to enum role
-- add check users_role_check role in (reader, author) to users

-- up
-- group 0
create type "public"."role" as enum ('reader', 'author');
-- group 1
alter table "public"."users"
  drop constraint "users_role_check";
-- hazard may_fail: column users.role goes from text to enum role: a value that does not fit stops the migration
-- hazard rewrites: the new type of users.role writes the table anew while nobody can read it
-- writes the whole table anew under an exclusive lock
alter table "public"."users"
  alter column "role" drop default,
  alter column "role" type "public"."role" using "role"::"public"."role",
  alter column "role" set default 'reader';

-- down
-- group 0
-- hazard rewrites: the new type of users.role writes the table anew while nobody can read it
-- writes the whole table anew under an exclusive lock
alter table "public"."users"
  alter column "role" drop default,
  alter column "role" type text,
  alter column "role" set default 'reader';
-- hazard may_fail: check users_role_check: a row of users that breaks it stops the migration
alter table "public"."users"
  add constraint "users_role_check" check ("role" in ('reader', 'author')) not valid;
-- group 1
-- in a transaction of its own: the lock above is gone, this one blocks no writer
alter table "public"."users"
  validate constraint "users_role_check";
-- group 2
drop type "public"."role";
