create table events (id int primary key) partition by range (id);
alter table events attach partition events_2025 for values from (1) to (2);
