alter table users set tablespace fast;
