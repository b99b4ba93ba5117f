-- at the schema
alter table users add constraint f foreign key (age, bio) references posts (id, title) not valid;
