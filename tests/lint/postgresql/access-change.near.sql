create table t (id int primary key);
create policy own on t using (true);
