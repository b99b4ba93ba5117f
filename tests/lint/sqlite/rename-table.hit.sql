alter table users rename to members;
