drop type mood cascade;
alter table users drop column name cascade;
drop function total(int) cascade;
