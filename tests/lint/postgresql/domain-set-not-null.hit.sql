alter domain app.positive set not null;
