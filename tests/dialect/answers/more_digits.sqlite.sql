-- alter column audit.events.cost: type decimal(10, 2) to decimal(12, 4)

-- up
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
  "at",
  "cost" * 100
from "audit.events";
-- its rows have been copied; foreign keys are off, nothing cascades
drop table "audit.events";
alter table "__tenon_new_events" rename to "audit.events";

-- down
-- group 0, rebuilds audit.events
-- hazard loses_data: column audit.events.cost goes from decimal(12, 4) to decimal(10, 2): digits that do not fit are cut off
-- hazard may_fail: column audit.events.cost goes from decimal(12, 4) to decimal(10, 2): a value that does not fit stops the migration
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
  "at",
  (select case when n is null or n between -9999999999 and 9999999999 then n else 'does not fit' end from (select "cost" / 100 + "cost" % 100 / 50 as n))
from "audit.events";
-- its rows have been copied; foreign keys are off, nothing cascades
drop table "audit.events";
alter table "__tenon_new_events" rename to "audit.events";
