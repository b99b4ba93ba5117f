-- at the schema
alter table users drop column initial;
