-- add column users.slug text required backfilled with lower("name")

-- up
-- group 0
alter table "public"."users"
  add column "slug" text;
-- group 1
-- the rows that exist, in ranges of the key, each in a transaction of its own
-- batches of 5000 rows of public.users by id
update "public"."users"
set "slug" = lower("name")
where "slug" is null
  and "id" between $1 and $2;
-- group 2
alter table "public"."users"
  add constraint "tenon_slug_not_null" check ("slug" is not null) not valid;
-- group 3
-- rows that were written meanwhile
update "public"."users"
set "slug" = lower("name")
where "slug" is null;
-- group 4
-- reads the table without blocking writers
alter table "public"."users"
  validate constraint "tenon_slug_not_null";
-- group 5
-- needs no scan: the check proves it
alter table "public"."users"
  alter column "slug" set not null;
alter table "public"."users"
  drop constraint "tenon_slug_not_null";

-- down
-- group 0
-- hazard loses_data: drops column users.slug with its values
-- was column "public"."users"."slug"
alter table "public"."users"
  drop column "slug";
