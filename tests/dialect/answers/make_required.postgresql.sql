-- alter column users.bio: required backfilled with ''

-- up
-- group 0
-- the rows that exist, in ranges of the key, each in a transaction of its own
-- batches of 5000 rows of public.users by id
update "public"."users"
set "bio" = ''
where "bio" is null
  and "id" between $1 and $2;
-- group 1
alter table "public"."users"
  add constraint "tenon_bio_not_null" check ("bio" is not null) not valid;
-- group 2
-- rows that were written meanwhile
update "public"."users"
set "bio" = ''
where "bio" is null;
-- group 3
-- reads the table without blocking writers
alter table "public"."users"
  validate constraint "tenon_bio_not_null";
-- group 4
-- needs no scan: the check proves it
alter table "public"."users"
  alter column "bio" set not null;
alter table "public"."users"
  drop constraint "tenon_bio_not_null";

-- down
-- group 0
-- hazard breaks_clients: column users.bio may be NULL from here on: programs that read it without expecting that fail
alter table "public"."users"
  alter column "bio" drop not null;
