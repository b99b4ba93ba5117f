alter table users drop column bio;
alter table users drop nick;
alter table `users` drop [bio];
