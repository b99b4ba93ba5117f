alter table users add column a text not null;
alter table users add b text default current_timestamp;
alter table users add c text unique;
alter table users add d int references posts (id) default 1;
alter table users add e int generated always as (1) stored;
alter table users add f text default (lower('A'));
