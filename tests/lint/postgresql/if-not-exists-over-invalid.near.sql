create index concurrently users_email_idx on app.users (email);
create table t (id int primary key);
create index if not exists i on t (id);
