alter table users add column key uuid not null default gen_random_uuid() unique;
alter table users add column seen timestamptz default clock_timestamp();
