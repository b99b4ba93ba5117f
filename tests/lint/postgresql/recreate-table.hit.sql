drop table if exists users;
create table public.users (id bigint primary key);
