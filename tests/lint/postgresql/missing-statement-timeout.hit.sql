set lock_timeout = '5s';
alter table users alter name set not null;
