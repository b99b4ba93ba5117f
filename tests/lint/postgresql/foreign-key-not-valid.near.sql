alter table posts add foreign key (author_id) references users (id) not valid;
alter table posts add column team_id bigint references app.teams;
