-- add column users.slug text required

-- up
-- group 0
-- hazard may_fail: column users.slug is required and has neither default nor backfill: it cannot be added while the table has rows; say what they get (the field's backfill, or a default in this script and 'edited data-only' in its head), or empty the table
alter table "public"."users"
  add column "slug" text not null;

-- down
-- group 0
-- hazard loses_data: drops column users.slug with its values
-- was column "public"."users"."slug"
alter table "public"."users"
  drop column "slug";
