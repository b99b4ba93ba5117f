-- add column users.fee decimal(10, 2) required backfilled with 1 where "age" is not null
-- alter column users.bio backfilled with '-' where "age" is not null

-- up
-- group 0
alter table "public"."users"
  add column "fee" numeric(10, 2);
-- group 1
-- the rows that exist, in ranges of the key, each in a transaction of its own
-- batches of 5000 rows of public.users by id
update "public"."users"
set "fee" = 1
where "fee" is null and ("age" is not null)
  and "id" between $1 and $2;
-- group 2
alter table "public"."users"
  add constraint "tenon_fee_not_null" check ("fee" is not null) not valid;
-- group 3
-- rows that were written meanwhile
update "public"."users"
set "fee" = 1
where "fee" is null;
-- group 4
-- reads the table without blocking writers
alter table "public"."users"
  validate constraint "tenon_fee_not_null";
-- group 5
-- needs no scan: the check proves it
alter table "public"."users"
  alter column "fee" set not null;
alter table "public"."users"
  drop constraint "tenon_fee_not_null";
-- group 6
-- the rows that exist, in ranges of the key, each in a transaction of its own
-- batches of 5000 rows of public.users by id
update "public"."users"
set "bio" = '-'
where "bio" is null and ("age" is not null)
  and "id" between $1 and $2;

-- down
-- group 0
-- hazard loses_data: drops column users.fee with its values
-- was column "public"."users"."fee"
alter table "public"."users"
  drop column "fee";
