alter table users drop column bio;
alter table users drop nick;
