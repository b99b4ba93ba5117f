alter table users add column bio text;
alter table posts add column n int;
