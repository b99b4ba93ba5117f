alter table users enable trigger audit, enable trigger all;
