alter table users add column key uuid, add a timestamptz default now() not null, add b text default 'x' || 'y',
  add column c date default current_date,
  add column d timestamp default (now() at time zone 'utc'), add column e text default upper('x');
