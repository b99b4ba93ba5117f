alter table users rename name to title;
alter type app.address rename attribute street to road;
