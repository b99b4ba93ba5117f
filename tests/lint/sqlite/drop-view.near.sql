drop view active;
create view active as select 1 as a;
