-- at the schema
alter table users drop column initial;
alter table users add column initial text generated always as (substr(name, 1, 2)) virtual;
