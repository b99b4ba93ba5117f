alter table users alter column "Name" drop not null;
