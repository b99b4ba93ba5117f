-- tenon: revision a1
-- tenon: script postgresql up

-- tenon: statement group=1
alter table users add column a int;

-- tenon: statement group=1
update posts set a = 1 where id = 1;
