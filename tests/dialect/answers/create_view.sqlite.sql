-- create view crm.adults

-- up
-- group 0
create view "crm.adults" as
select id, name from users where age >= 18;

-- down
-- group 0
-- hazard breaks_clients: programs that read view crm.adults fail from here on
drop view "crm.adults";
