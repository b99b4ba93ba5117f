alter table users alter column name drop default;
