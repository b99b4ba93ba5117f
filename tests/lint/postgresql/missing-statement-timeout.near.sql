set lock_timeout = '5s';
alter table users add column bio text;
set statement_timeout = '1min';
alter table users alter name set not null;
