drop table users;
create table members (id bigint primary key);
