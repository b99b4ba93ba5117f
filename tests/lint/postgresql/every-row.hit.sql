update users set name = lower(name);
delete from only app.posts;
