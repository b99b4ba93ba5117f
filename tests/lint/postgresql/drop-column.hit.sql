alter table users add bio text, drop column nick;
