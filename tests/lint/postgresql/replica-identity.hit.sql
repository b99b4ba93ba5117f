alter table users replica identity full;
