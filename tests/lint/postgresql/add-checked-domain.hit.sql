create domain positive as int check (value > 0);
alter table users add column n positive;
