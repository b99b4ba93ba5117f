create index concurrently i on users (a, b, c);
create unique index concurrently j on users (a, b, c, d);
