alter table events attach partition events_2025 for values from (1) to (2);
