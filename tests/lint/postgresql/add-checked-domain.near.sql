create domain positive as int;
alter table users add column n positive;
