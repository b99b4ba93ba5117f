-- add column users.nick text collate "app"."any" null
-- add column users.code text collate RTRIM null

-- up
-- group 0
alter table "users" add column "nick" text;
alter table "users" add column "code" text collate rtrim;

-- down
-- group 0
-- hazard loses_data: drops column users.code with its values
alter table "users" drop column "code";
-- hazard loses_data: drops column users.nick with its values
alter table "users" drop column "nick";
