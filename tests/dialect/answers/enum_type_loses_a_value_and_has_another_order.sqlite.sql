-- create enum mood (sad, ok, glad)
-- add column users.mood enum mood null default 'ok'
-- add column posts.mood enum mood null
-- alter enum mood: values (sad, ok, glad) to (ok, sad)

-- up
-- group 0
alter table "users" add column "mood" text default 'ok';
alter table "posts" add column "mood" text;

-- down
-- group 0
-- hazard loses_data: drops column posts.mood with its values
alter table "posts" drop column "mood";
-- hazard loses_data: drops column users.mood with its values
alter table "users" drop column "mood";
