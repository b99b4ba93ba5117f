-- alter column hours.begins: type local_timestamp to time

-- up
-- group 0, rebuilds hours
-- hazard loses_data: column hours.begins goes from local_timestamp to time: digits that do not fit are cut off
-- hazard may_fail: column hours.begins goes from local_timestamp to time: values of a key that become equal stop the migration
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
  "told" text not null,
  "said" text not null,
  "meant" text not null,
  "noted" text not null
) strict;
insert into "__tenon_new_hours" (rowid, "moment", "begins", "day", "opens", "waits", "notes", "told", "said", "meant", "noted")
select
  rowid,
  "moment",
  case when "begins" in (9223372036854775807, -9223372036854775808) then 'does not fit' else (("begins" % 86400000000) + 86400000000) % 86400000000 end,
  "day",
  "opens",
  "waits",
  "notes",
  "told",
  "said",
  "meant",
  "noted"
from "hours";
-- its rows have been copied; foreign keys are off, nothing cascades
drop table "hours";
alter table "__tenon_new_hours" rename to "hours";

-- down
-- group 0, rebuilds hours
-- hazard may_fail: column hours.begins goes from time to local_timestamp: a value that does not fit stops the migration
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
  "told" text not null,
  "said" text not null,
  "meant" text not null,
  "noted" text not null
) strict;
insert into "__tenon_new_hours" (rowid, "moment", "begins", "day", "opens", "waits", "notes", "told", "said", "meant", "noted")
select
  rowid,
  "moment",
  case when "begins" is not null then 'does not fit' end,
  "day",
  "opens",
  "waits",
  "notes",
  "told",
  "said",
  "meant",
  "noted"
from "hours";
-- its rows have been copied; foreign keys are off, nothing cascades
drop table "hours";
alter table "__tenon_new_hours" rename to "hours";
