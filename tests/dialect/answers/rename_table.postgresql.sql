-- rename table users to people

-- up
-- group 0
-- hazard breaks_clients: programs that still say users fail from here on
alter table "public"."users"
  rename to "people";

-- down
-- group 0
-- hazard breaks_clients: programs that still say people fail from here on
alter table "public"."people"
  rename to "users";
