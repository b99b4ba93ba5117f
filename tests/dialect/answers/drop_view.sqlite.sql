-- drop view audit.names

-- up
-- group 0
-- hazard breaks_clients: programs that read view audit.names fail from here on
drop view "audit.names";

-- down
-- group 0
create view "audit.names" as
select name from someone;
