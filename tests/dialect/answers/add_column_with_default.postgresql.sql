-- add column users.logins int32 required default 0

-- up
-- group 0
alter table "public"."users"
  add column "logins" integer not null default 0;

-- down
-- group 0
-- hazard loses_data: drops column users.logins with its values
-- was column "public"."users"."logins"
alter table "public"."users"
  drop column "logins";
