-- create view crm.adults

-- up
-- group 0
create schema if not exists "crm";
-- names without a schema in the query
set local search_path = "public";
create view "crm"."adults" as
select id, name from users where age >= 18;
comment on view "crm"."adults" is 'grown';

-- down
-- group 0
-- hazard breaks_clients: programs that read view crm.adults fail from here on
drop view "crm"."adults";
