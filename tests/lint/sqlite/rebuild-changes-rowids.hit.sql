create table notes (code text primary key, text text) strict;
create table notes_new (code text primary key, text text not null) strict;
insert into notes_new (code, text) select code, text from notes;
drop table notes;
alter table notes_new rename to notes;
