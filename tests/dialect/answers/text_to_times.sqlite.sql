-- alter column hours.told: type text to local_timestamp
-- alter column hours.said: type text to time
-- alter column hours.meant: type text to interval
-- alter column hours.noted: type text to json

-- up
-- group 0, rebuilds hours
-- hazard may_fail: column hours.told goes from text to local_timestamp: a value that does not fit stops the migration
-- hazard may_fail: column hours.said goes from text to time: a value that does not fit stops the migration
-- hazard may_fail: column hours.meant goes from text to interval: a value that does not fit stops the migration
-- hazard may_fail: column hours.noted goes from text to json: a value that does not fit stops the migration
-- SQLite changes "hours" by building it anew
-- was create table "hours" (
-- was   "moment" integer not null,
-- was   "begins" integer not null,
-- was   "day" integer not null,
-- was   "opens" integer not null,
-- was   "waits" text not null,
-- was   "notes" text not null,
-- was   "told" text not null,
-- was   "said" text not null,
-- was   "meant" text not null,
-- was   "noted" text not null
-- was ) strict
create table "__tenon_new_hours" (
  "moment" integer not null,
  "begins" integer not null,
  "day" integer not null,
  "opens" integer not null,
  "waits" text not null,
  "notes" text not null,
  "told" integer not null,
  "said" integer not null,
  "meant" text not null,
  "noted" text not null
) strict;
insert into "__tenon_new_hours" (rowid, "moment", "begins", "day", "opens", "waits", "notes", "told", "said", "meant", "noted")
select
  rowid,
  "moment",
  "begins",
  "day",
  "opens",
  "waits",
  "notes",
  (select case when t is null then null when t = 'infinity' then 9223372036854775807 when t = '-infinity' then -9223372036854775808 when date(t, '+0 days') = t then strftime('%s', t) * 1000000 when t like '____-__-_____:__:__%' and substr(t, 11, 1) in ('T', ' ') and date(substr(t, 1, 10), '+0 days') = substr(t, 1, 10) and strftime('%s', substr(t, 1, 19) || zone) is not null and zone = '' and (fraction = '' or fraction glob '.[0-9]*') and length(fraction) <= 7 and instr(substr(fraction, 2), '.') = 0 then strftime('%s', substr(t, 1, 19) || zone) * 1000000 + substr(substr(fraction, 2) || '000000', 1, 6) else 'does not fit' end from (select t, zone, substr(t, 20, length(t) - 19 - length(zone)) as fraction from (select t, ltrim(substr(t, 20), '.0123456789') as zone from (select "told" as t)))),
  (select case when d = '24:00:00' then 86400000000 when d is null then null when length(d) < 8 then 'does not fit' else (select case when t is null then null when t = 'infinity' then 9223372036854775807 when t = '-infinity' then -9223372036854775808 when date(t, '+0 days') = t then strftime('%s', t) * 1000000 when t like '____-__-_____:__:__%' and substr(t, 11, 1) in ('T', ' ') and date(substr(t, 1, 10), '+0 days') = substr(t, 1, 10) and strftime('%s', substr(t, 1, 19) || zone) is not null and zone = '' and (fraction = '' or fraction glob '.[0-9]*') and length(fraction) <= 7 and instr(substr(fraction, 2), '.') = 0 then strftime('%s', substr(t, 1, 19) || zone) * 1000000 + substr(substr(fraction, 2) || '000000', 1, 6) else 'does not fit' end from (select t, zone, substr(t, 20, length(t) - 19 - length(zone)) as fraction from (select t, ltrim(substr(t, 20), '.0123456789') as zone from (select '1970-01-01T' || d as t)))) end from (select "said" as d)),
  case when "meant" is not null then x'' end,
  case when "noted" is null then null when json_valid("noted") then json("noted") else x'' end
from "hours";
-- its rows have been copied; foreign keys are off, nothing cascades
drop table "hours";
alter table "__tenon_new_hours" rename to "hours";

-- down
-- group 0, rebuilds hours
-- SQLite changes "hours" by building it anew
-- was create table "hours" (
-- was   "moment" integer not null,
-- was   "begins" integer not null,
-- was   "day" integer not null,
-- was   "opens" integer not null,
-- was   "waits" text not null,
-- was   "notes" text not null,
-- was   "told" integer not null,
-- was   "said" integer not null,
-- was   "meant" text not null,
-- was   "noted" text not null
-- was ) strict
create table "__tenon_new_hours" (
  "moment" integer not null,
  "begins" integer not null,
  "day" integer not null,
  "opens" integer not null,
  "waits" text not null,
  "notes" text not null,
  "told" text not null,
  "said" text not null,
  "meant" text not null,
  "noted" text not null
) strict;
insert into "__tenon_new_hours" (rowid, "moment", "begins", "day", "opens", "waits", "notes", "told", "said", "meant", "noted")
select
  rowid,
  "moment",
  "begins",
  "day",
  "opens",
  "waits",
  "notes",
  case when "told" = 9223372036854775807 then 'infinity' when "told" = -9223372036854775808 then '-infinity' when "told" is not null then coalesce(strftime('%Y-%m-%dT%H:%M:%S', ("told" - (("told" % 1000000) + 1000000) % 1000000) / 1000000, 'unixepoch') || printf('.%06d', (("told" % 1000000) + 1000000) % 1000000), x'') end,
  case when "said" = 86400000000 then '24:00:00' else case when "said" = 9223372036854775807 then 'infinity' when "said" = -9223372036854775808 then '-infinity' when "said" is not null then coalesce(strftime('%H:%M:%S', ("said" - (("said" % 1000000) + 1000000) % 1000000) / 1000000, 'unixepoch') || printf('.%06d', (("said" % 1000000) + 1000000) % 1000000), x'') end end,
  "meant",
  "noted"
from "hours";
-- its rows have been copied; foreign keys are off, nothing cascades
drop table "hours";
alter table "__tenon_new_hours" rename to "hours";
