alter table posts add foreign key (author_id) references users (id) not valid;
