alter domain app.positive drop not null;
alter domain app.positive set default 1;
alter domain app.positive add constraint given check (value is not null) not valid;
