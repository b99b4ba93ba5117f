create table a (id bigint primary key, parent_id bigint references a (id));
create table b (id bigint primary key, a_id bigint references a (id));
