-- alter column audit.events.at: type timestamp to date

-- up
-- group 0, rebuilds audit.events
-- hazard loses_data: column audit.events.at goes from timestamp to date: digits that do not fit are cut off
-- hazard may_fail: column audit.events.at goes from timestamp to date: values of a key that become equal stop the migration
-- SQLite changes "audit.events" by building it anew
-- was create table "audit.events" (
-- was   "id" integer constraint "events_pkey" primary key,
-- was   "at" integer not null,
-- was   "cost" integer not null
-- was ) strict
create table "__tenon_new_events" (
  "id" integer constraint "events_pkey" primary key,
  "at" integer not null,
  "cost" integer not null
) strict;
insert into "__tenon_new_events" ("id", "at", "cost")
select
  "id",
  case when "at" in (9223372036854775807, -9223372036854775808) then 'does not fit' else ("at" - (("at" % 86400000000) + 86400000000) % 86400000000) / 86400000000 end,
  "cost"
from "audit.events";
-- its rows have been copied; foreign keys are off, nothing cascades
drop table "audit.events";
alter table "__tenon_new_events" rename to "audit.events";

-- down
-- group 0, rebuilds audit.events
-- SQLite changes "audit.events" by building it anew
-- was create table "audit.events" (
-- was   "id" integer constraint "events_pkey" primary key,
-- was   "at" integer not null,
-- was   "cost" integer not null
-- was ) strict
create table "__tenon_new_events" (
  "id" integer constraint "events_pkey" primary key,
  "at" integer not null,
  "cost" integer not null
) strict;
insert into "__tenon_new_events" ("id", "at", "cost")
select
  "id",
  "at" * 86400000000,
  "cost"
from "audit.events";
-- its rows have been copied; foreign keys are off, nothing cascades
drop table "audit.events";
alter table "__tenon_new_events" rename to "audit.events";
