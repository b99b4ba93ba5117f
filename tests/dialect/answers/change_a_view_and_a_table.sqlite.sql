-- drop view audit.names
-- rename column users.name to full_name
-- create view audit.names

-- up
-- group 0
drop view "audit.names";
-- hazard breaks_clients: programs that still say users.name fail from here on
alter table "users" rename column "name" to "full_name";
create view "audit.names" as
select name from someone;

-- down
-- group 0
drop view "audit.names";
-- hazard breaks_clients: programs that still say users.full_name fail from here on
alter table "users" rename column "full_name" to "name";
create view "audit.names" as
select name from someone;
