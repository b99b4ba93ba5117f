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
  case when "meant" is not null then coalesce((with recursive p (sign, n, u, tail, below) as (select case when t glob '-*' then -1 else 1 end, '', '', case when instr(b, 'T') = 0 then b else substr(b, 1, instr(b, 'T')) || lower(substr(b, instr(b, 'T') + 1)) end, '' from (select t, substr(t, instr(t, 'P') + 1) as b from (select "meant" as t) where (t glob 'P?*' or t glob '[+-]P?*') and t not glob '*[a-z]*') union all select sign, substr(tail, 1, length(tail) - length(ltrim(tail, '+-.0123456789'))), substr(ltrim(tail, '+-.0123456789'), 1, 1), substr(ltrim(tail, '+-.0123456789'), 2), u from p where tail <> '') select case when months = 0 and days = 0 and micros = 0 then 'PT0S' else case when s < 0 then '-P' else 'P' end || case when months / 12 <> 0 then (s * (months / 12)) || 'Y' else '' end || case when months % 12 <> 0 then (s * (months % 12)) || 'M' else '' end || case when days <> 0 then (s * (days)) || 'D' else '' end || case when micros <> 0 then 'T' || case when micros / 3600000000 <> 0 then (s * (micros / 3600000000)) || 'H' else '' end || case when micros % 3600000000 / 60000000 <> 0 then (s * (micros % 3600000000 / 60000000)) || 'M' else '' end || case when r = 0 then '' else case when s * r < 0 then '-' else '' end || (abs(r) / 1000000) || rtrim(rtrim(printf('.%06d', abs(r) % 1000000), '0'), '.') || 'S' end else '' end end from (select *, case when months <= 0 and days <= 0 and micros <= 0 then -1 else 1 end as s, micros % 60000000 as r from (select min(u <> '' and instr('YMWDThms', u) > instr('YMWDThms', below) * (below <> '') and case when u = 'T' then n = '' and tail <> '' else length(n) - length(ltrim(n, '+-')) <= 1 and length(ltrim(substr(n || '.', 1, instr(n || '.', '.') - 1), '+-')) between 1 and 13 and ltrim(substr(n || '.', 1, instr(n || '.', '.') - 1), '+-') not glob '*[^0-9]*' and (instr(n, '.') = 0 or (u = 's' and length(substr(n, instr(n || '.', '.') + 1)) between 1 and 6 and substr(n, instr(n || '.', '.') + 1) not glob '*[^0-9]*')) end) as is_right, sum(s * w * case u when 'Y' then 12 when 'M' then 1 else 0 end) as months, sum(s * w * case u when 'W' then 7 when 'D' then 1 else 0 end) as days, sum(s * w * case u when 'h' then 3600000000 when 'm' then 60000000 when 's' then 1000000 else 0 end + case when instr(n, '.') > 0 then s * substr(substr(n, instr(n || '.', '.') + 1) || '000000', 1, 6) else 0 end) as micros from (select *, case when n glob '-*' then -sign else sign end as s, cast(ltrim(substr(n || '.', 1, instr(n || '.', '.') - 1), '+-') as integer) as w from p where u <> '' or n <> '')) where is_right and months between -2147483648 and 2147483647 and days between -2147483648 and 2147483647 and typeof(micros) = 'integer')), x'') end,
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
