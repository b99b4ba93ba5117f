create table events_2025 partition of app.events for values from (1) to (2);
