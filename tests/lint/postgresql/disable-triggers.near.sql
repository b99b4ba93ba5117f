alter table users disable trigger audit, enable trigger all;
