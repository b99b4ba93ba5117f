alter table users add column a text not null default '';
alter table users add d int references posts (id) default null;
alter table users add e int generated always as (1) virtual;
alter table users add f real default -1.5;
