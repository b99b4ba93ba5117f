create table app.events (id bigint, day date) partition by range (day);
create index concurrently if not exists events_day_idx on app.events using btree (day) where id > 3;
alter table app.events add constraint events_id_fkey foreign key (id) references users (id) NOT VALID;
alter table app.events add constraint events_key unique using index events_key;
