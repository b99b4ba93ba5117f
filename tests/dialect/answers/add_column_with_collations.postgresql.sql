-- add column users.nick text collate "app"."any" null
-- add column users.code text collate RTRIM null

-- up
-- group 0
alter table "public"."users"
  add column "nick" text collate "app"."any";
alter table "public"."users"
  add column "code" text collate "RTRIM";

-- down
-- group 0
-- hazard loses_data: drops column users.code with its values
-- was column "public"."users"."code"
alter table "public"."users"
  drop column "code";
-- hazard loses_data: drops column users.nick with its values
-- was column "public"."users"."nick"
alter table "public"."users"
  drop column "nick";
