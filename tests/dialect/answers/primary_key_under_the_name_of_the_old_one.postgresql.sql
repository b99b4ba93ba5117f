-- drop primary key events_pkey of audit.events
-- add primary key events_pkey (id, at) to audit.events

-- up
-- group 0, outside a transaction
-- hazard may_fail: events_pkey: duplicates in audit.events stop the migration
-- what an attempt that failed left behind
-- was no index
drop index concurrently if exists "audit"."__tenon_swap_events_pkey";
-- without blocking writers; the constraint takes it over, and gives it its name
create unique index concurrently "__tenon_swap_events_pkey" on "audit"."events" ("id", "at");
-- group 1
alter table "audit"."events"
  drop constraint "events_pkey";
alter table "audit"."events"
  add constraint "events_pkey" primary key using index "__tenon_swap_events_pkey";

-- down
-- group 0, outside a transaction
-- hazard may_fail: events_pkey: duplicates in audit.events stop the migration
-- what an attempt that failed left behind
-- was no index
drop index concurrently if exists "audit"."__tenon_swap_events_pkey";
-- without blocking writers; the constraint takes it over, and gives it its name
create unique index concurrently "__tenon_swap_events_pkey" on "audit"."events" ("id");
-- group 1
alter table "audit"."events"
  drop constraint "events_pkey";
alter table "audit"."events"
  add constraint "events_pkey" primary key using index "__tenon_swap_events_pkey";
