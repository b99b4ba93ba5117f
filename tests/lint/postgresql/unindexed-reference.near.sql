-- at the schema
create index concurrently i on users (age);
alter table users add constraint f foreign key (age) references posts (id) not valid;
alter table posts add constraint g foreign key (author_id) references users (id) not valid;
alter table unknown add constraint g foreign key (author_id) references users (id) not valid;
