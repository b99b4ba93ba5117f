-- server 10
create unique index concurrently i on users (a) include (b) nulls not distinct;
call tidy_up();
reindex table concurrently users;
alter table m detach partition p concurrently;
merge into users u using posts p on u.id = p.id when matched then delete;
