alter table users add check (age > 0) not valid;
alter table users add unique (email, name);
