-- drop column users.bio
-- rename column users.name to bio

-- up
-- group 0
-- hazard loses_data: drops column users.bio with its values
-- was column "public"."users"."bio"
alter table "public"."users"
  drop column "bio";
-- hazard breaks_clients: programs that still say users.name fail from here on
alter table "public"."users"
  rename column "name" to "bio";

-- down
-- group 0
-- hazard breaks_clients: programs that still say users.bio get another column of that name from here on
alter table "public"."users"
  rename column "bio" to "name";
alter table "public"."users"
  add column "bio" text;
