-- drop view audit.names
-- drop view someone
-- create view someone
-- create view audit.names

-- up
-- group 0
-- hazard breaks_clients: view audit.names is made anew: rights that were granted on it have to be granted again
drop view "audit"."names";
-- hazard breaks_clients: view someone is made anew: rights that were granted on it have to be granted again
drop view "public"."someone";
-- names without a schema in the query
set local search_path = "public";
create view "public"."someone" as
select 2 as id, 'Bob' as name;
comment on view "public"."someone" is 'it''s for people';
create view "audit"."names" as
select name from someone;

-- down
-- group 0
-- hazard breaks_clients: view audit.names is made anew: rights that were granted on it have to be granted again
drop view "audit"."names";
-- hazard breaks_clients: view someone is made anew: rights that were granted on it have to be granted again
drop view "public"."someone";
-- names without a schema in the query
set local search_path = "public";
create view "public"."someone" as
select 1 as id, 'Ada' as name;
comment on view "public"."someone" is 'it''s for people';
create view "audit"."names" as
select name from someone;
