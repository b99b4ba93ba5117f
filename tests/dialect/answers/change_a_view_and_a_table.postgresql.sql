-- drop view audit.names
-- rename column users.name to full_name
-- create view audit.names

-- up
-- group 0
-- hazard breaks_clients: view audit.names is away until it is made anew further on: rights that were granted on it have to be granted again
drop view "audit"."names";
-- group 1
-- hazard breaks_clients: programs that still say users.name fail from here on
alter table "public"."users"
  rename column "name" to "full_name";
-- group 2
-- names without a schema in the query
set local search_path = "public";
create view "audit"."names" as
select name from someone;

-- down
-- group 0
-- hazard breaks_clients: view audit.names is away until it is made anew further on: rights that were granted on it have to be granted again
drop view "audit"."names";
-- group 1
-- hazard breaks_clients: programs that still say users.full_name fail from here on
alter table "public"."users"
  rename column "full_name" to "name";
-- group 2
-- names without a schema in the query
set local search_path = "public";
create view "audit"."names" as
select name from someone;
