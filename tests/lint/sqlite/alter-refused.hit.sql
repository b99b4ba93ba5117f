alter table users alter column name set not null;
alter table users add constraint c check (age > 0);
