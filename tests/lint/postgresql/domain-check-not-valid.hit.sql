alter domain app.positive add constraint above check (value > 0);
