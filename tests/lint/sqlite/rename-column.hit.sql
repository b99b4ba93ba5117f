alter table users rename name to title;
