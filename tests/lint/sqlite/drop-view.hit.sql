drop view if exists active;
