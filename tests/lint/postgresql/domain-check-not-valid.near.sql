alter domain app.positive add constraint above check (value > 0) not valid;
alter domain app.positive validate constraint above;
