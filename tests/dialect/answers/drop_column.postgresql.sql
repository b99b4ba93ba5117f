-- drop column users.bio

-- up
-- group 0
set local lock_timeout = '5s';
-- hazard loses_data: drops column users.bio with its values
alter table "public"."users"
  drop column "bio";

-- down
-- group 0
set local lock_timeout = '5s';
alter table "public"."users"
  add column "bio" text;
