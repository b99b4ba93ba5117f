-- create enum mood (sad, glad)
-- add column users.mood enum mood null
-- alter enum mood: values (sad, glad) to (angry, sad, ok, glad, wild)

-- up
-- group 0
alter table "users" add column "mood" text;

-- down
-- group 0
-- hazard loses_data: drops column users.mood with its values
alter table "users" drop column "mood";
