-- drop column users.bio

-- up
-- group 0
-- hazard loses_data: drops column users.bio with its values
-- was column "public"."users"."bio"
alter table "public"."users"
  drop column "bio";

-- down
-- group 0
alter table "public"."users"
  add column "bio" text;
