-- drop primary key events_pkey of audit.events
-- alter column audit.events.id: null, no identity
-- add primary key events_key (at) to audit.events

-- up
-- group 0, rebuilds audit.events
-- hazard breaks_clients: column audit.events.id may be NULL from here on: programs that read it without expecting that fail
-- hazard may_fail: events_key: duplicates in audit.events stop the migration
-- SQLite changes "audit.events" by building it anew
-- was create table "audit.events" (
-- was   "id" integer constraint "events_pkey" primary key,
-- was   "at" integer not null,
-- was   "cost" integer not null
-- was ) strict
create table "__tenon_new_events" (
  "id" integer,
  "at" integer not null,
  "cost" integer not null,
  constraint "events_key" primary key ("at")
) strict;
insert into "__tenon_new_events" ("id", "at", "cost")
select
  "id",
  "at",
  "cost"
from "audit.events";
-- its rows have been copied; foreign keys are off, nothing cascades
drop table "audit.events";
alter table "__tenon_new_events" rename to "audit.events";

-- down
-- group 0, rebuilds audit.events
-- hazard may_fail: column audit.events.id becomes required without a backfill: a NULL in it stops the migration; update such rows before it
-- hazard may_fail: events_pkey: duplicates in audit.events stop the migration
-- SQLite changes "audit.events" by building it anew
-- was create table "audit.events" (
-- was   "id" integer,
-- was   "at" integer not null,
-- was   "cost" integer not null,
-- was   constraint "events_key" primary key ("at")
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
  "cost"
from "audit.events";
-- its rows have been copied; foreign keys are off, nothing cascades
drop table "audit.events";
alter table "__tenon_new_events" rename to "audit.events";
