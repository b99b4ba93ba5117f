alter database blog set work_mem = '1GB';
alter system set fsync = off;
alter role joe set search_path = app;
