-- add column users.nick text null

-- up
-- group 0
alter table "users" add column "nick" text;

-- down
-- group 0
-- hazard loses_data: drops column users.nick with its values
alter table "users" drop column "nick";
