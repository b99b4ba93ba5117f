-- alter column users.age: null

-- up
-- group 0
-- hazard breaks_clients: column users.age may be NULL from here on: programs that read it without expecting that fail
alter table "public"."users"
  alter column "age" drop not null;

-- down
-- group 0
-- hazard may_fail: column users.age becomes required without a backfill: a NULL in it stops the migration; update such rows before it
alter table "public"."users"
  add constraint "tenon_age_not_null" check ("age" is not null) not valid;
-- group 1
-- reads the table without blocking writers
alter table "public"."users"
  validate constraint "tenon_age_not_null";
-- group 2
-- needs no scan: the check proves it
alter table "public"."users"
  alter column "age" set not null;
alter table "public"."users"
  drop constraint "tenon_age_not_null";
