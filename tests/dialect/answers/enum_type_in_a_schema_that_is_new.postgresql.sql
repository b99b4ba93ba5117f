-- create enum crm.mood (sad)
-- add column users.mood enum crm.mood null

-- up
-- group 0
create schema if not exists "crm";
create type "crm"."mood" as enum ('sad');
-- group 1
alter table "public"."users"
  add column "mood" "crm"."mood";

-- down
-- group 0
-- hazard loses_data: drops column users.mood with its values
-- was column "public"."users"."mood"
alter table "public"."users"
  drop column "mood";
-- group 1
drop type "crm"."mood";
