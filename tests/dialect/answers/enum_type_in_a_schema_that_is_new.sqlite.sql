-- create enum crm.mood (sad)
-- add column users.mood enum crm.mood null

-- up
-- group 0
alter table "users" add column "mood" text;

-- down
-- group 0
-- hazard loses_data: drops column users.mood with its values
alter table "users" drop column "mood";
