create table notes (id integer primary key autoincrement, text text) strict;
create table notes_new (id integer primary key autoincrement, text text) strict;
insert into notes_new select * from notes;
drop table notes;
alter table notes_new rename to notes;
