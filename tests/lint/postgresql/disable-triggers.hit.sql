alter table users disable trigger all;
