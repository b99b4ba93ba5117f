update users set name = lower(name);
delete from posts;
