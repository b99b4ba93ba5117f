-- add column users.slug text required

-- up
-- group 0
set local lock_timeout = '5s';
-- hazard may_fail: column users.slug is required and has neither default nor backfill: it cannot be added while the table has rows
alter table "public"."users"
  add column "slug" text not null;

-- down
-- group 0
set local lock_timeout = '5s';
-- hazard loses_data: drops column users.slug with its values
alter table "public"."users"
  drop column "slug";
