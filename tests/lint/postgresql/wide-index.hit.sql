create index concurrently i on users (a, b, c, d);
