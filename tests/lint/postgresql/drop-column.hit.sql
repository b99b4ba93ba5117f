alter table users add bio text, drop column nick;
alter type app.address drop attribute if exists street cascade;
