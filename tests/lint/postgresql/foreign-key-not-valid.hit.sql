alter table posts add constraint posts_author_fkey foreign key (author_id) references app.users (id) on delete cascade;
alter table only posts add foreign key (editor_id, team_id) references users (id, team_id);
alter table posts add column team_id bigint default 1 references app.teams;
