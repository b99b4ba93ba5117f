create table events_2025 partition of app.events for values from ('2025-01-01') to ('2026-01-01');
create index on only app.events (day);
create index concurrently events_2025_day_idx on app.events_2025 (day);
alter index app.events_day_idx attach partition app.events_2025_day_idx;
