-- drop column users.bio
-- rename column users.name to bio

-- up
-- group 0
-- hazard loses_data: drops column users.bio with its values
alter table "users" drop column "bio";
-- hazard breaks_clients: programs that still say users.name fail from here on
alter table "users" rename column "name" to "bio";

-- down
-- group 0
-- hazard breaks_clients: programs that still say users.bio get another column of that name from here on
alter table "users" rename column "bio" to "name";
alter table "users" add column "bio" text;
