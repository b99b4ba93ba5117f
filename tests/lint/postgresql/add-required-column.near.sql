alter table users add column a int not null default 0, add b serial not null, add c int,
  add column d bigint generated always as identity not null, add e int not null generated always as (1) stored;
create table t ();
alter table t add a int not null;
