drop table if exists posts;
.mode csv
create table [a b] (id integer primary key) strict;
drop table if exists [c d];
