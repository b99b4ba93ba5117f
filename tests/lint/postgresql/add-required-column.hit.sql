alter table users add column team_id bigint not null, add key uuid primary key;
