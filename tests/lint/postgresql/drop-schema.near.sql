create schema audit;
drop view audit;
