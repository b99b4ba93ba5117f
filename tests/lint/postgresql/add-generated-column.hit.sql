alter table users add column lower_name text generated always as (lower(name)) stored;
