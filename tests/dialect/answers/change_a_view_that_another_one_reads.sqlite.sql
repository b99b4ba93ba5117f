-- drop view audit.names
-- drop view someone
-- create view someone
-- create view audit.names

-- up
-- group 0
drop view "audit.names";
drop view "someone";
create view "someone" as
select 3 as id, 'Eve' as name;
create view "audit.names" as
select name from someone;

-- down
-- group 0
drop view "audit.names";
drop view "someone";
create view "someone" as
select 1 as id, 'Ada' as name;
create view "audit.names" as
select name from someone;
