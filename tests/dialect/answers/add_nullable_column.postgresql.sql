-- add column users.nick text null

-- up
-- group 0
set local lock_timeout = '5s';
alter table "public"."users"
  add column "nick" text;
comment on column "public"."users"."nick" is 'short';

-- down
-- group 0
set local lock_timeout = '5s';
-- hazard loses_data: drops column users.nick with its values
alter table "public"."users"
  drop column "nick";
