-- rename column users.name to full_name

-- up
-- group 0
-- hazard breaks_clients: programs that still say users.name fail from here on
alter table "public"."users"
  rename column "name" to "full_name";

-- down
-- group 0
-- hazard breaks_clients: programs that still say users.full_name fail from here on
alter table "public"."users"
  rename column "full_name" to "name";
