alter table users add column team_id bigint not null, add key uuid primary key;
alter table users add column size int not null default null::int;
