drop view active;
create view active as select 1 as a;
create view helper as select 2 as a;
drop view helper;
