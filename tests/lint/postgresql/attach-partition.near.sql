alter table events_2025 add constraint b check (day is not null and day >= date '2025-01-01' and day < '2026-01-01') not valid;
alter table events_2025 validate constraint b;
alter table events attach partition events_2025 for values from ('2025-01-01') to ('2026-01-01');
