alter table users add column lower_name text;
