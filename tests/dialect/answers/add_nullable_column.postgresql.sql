-- add column users.nick text null

-- up
-- group 0
alter table "public"."users"
  add column "nick" text;
comment on column "public"."users"."nick" is 'short';

-- down
-- group 0
-- hazard loses_data: drops column users.nick with its values
-- was column "public"."users"."nick"
alter table "public"."users"
  drop column "nick";
