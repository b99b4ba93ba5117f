alter table users set unlogged;
