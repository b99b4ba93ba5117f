-- add column users.token text required default lower('ABC')

-- up
-- group 0
alter table "public"."users"
  add column "token" text;
alter table "public"."users"
  alter column "token" set default lower('ABC');
-- group 1
-- the rows that exist, in ranges of the key, each in a transaction of its own
-- batches of 5000 rows of public.users by id
update "public"."users"
set "token" = lower('ABC')
where "token" is null
  and "id" between $1 and $2;
-- group 2
alter table "public"."users"
  add constraint "tenon_token_not_null" check ("token" is not null) not valid;
-- group 3
-- rows that were written meanwhile
update "public"."users"
set "token" = lower('ABC')
where "token" is null;
-- group 4
-- reads the table without blocking writers
alter table "public"."users"
  validate constraint "tenon_token_not_null";
-- group 5
-- needs no scan: the check proves it
alter table "public"."users"
  alter column "token" set not null;
alter table "public"."users"
  drop constraint "tenon_token_not_null";

-- down
-- group 0
-- hazard loses_data: drops column users.token with its values
-- was column "public"."users"."token"
alter table "public"."users"
  drop column "token";
