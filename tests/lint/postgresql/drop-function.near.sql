drop function if exists total(int);
create function total(a int) returns int language sql as 'select a + 1';
