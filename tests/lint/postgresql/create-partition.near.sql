create table events (id int primary key) partition by range (id);
create table events_2025 partition of events for values from (1) to (2);
